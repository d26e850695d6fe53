/**
 * The words that speak against a code prompt of ours: what weighs as much as the words for it. Languages and
 * notation as in `words.ts`.
 */

/** The code is sent: it exists, but it is not ours. */
export const SENT = `
  we sent, we have sent, we ve sent, we just sent, been sent, was sent, sent to, sent you, sent by,
  sent via, sent a,
  just sent, sent an, texted, text message*, we emailed, we e mailed, been emailed, been e mailed,
  emailed to, emailed you,
  check your email, check your e mail, check your inbox, your inbox, by sms, via sms, by email, via email,
  by text, via text,
  sms code, email code, code by mail, we ll send, we will send, we ll text, did not receive, didn t receive,
  didn t get,
  haven t received, resend*, you received, spam folder, junk folder, from the email, from our email,
  in the email, in the sms,
  gesendet*, geschickt*, gesandt*, verschickt*, versendet*, zugeschickt*, zugesandt*, per sms, per e mail,
  per mail, erneut senden, nicht erhalten, posteingang,
  envoyé*, par sms, par e mail, par mail, par courriel, renvoyer, pas reçu, boîte de réception, reçu par,
  enviado*, enviada*, enviamos, enviaremos, por sms, por correo, reenviar, no recib*, bandeja de entrada,
  mensaje de texto,
  por e mail, não receb*, mensagem de texto, caixa de entrada, inviato, inviata, tramite sms, reinvia*,
  non hai ricevuto,
  gestuurd, verstuurd, verzonden, toegestuurd, opnieuw verzenden, opnieuw sturen, niet ontvangen,
  wysłaliśmy, wysłan*, smsem, sms em,
  wyślij ponownie, nie otrzyma*, отправлен*, отправили, выслан*, выслали, смс, отправить повторно,
  не пришел, не получили, на почту,
  надіслан*, надіслали, відправлен*, відправили, не отримали, odeslali, zaslali, poslali*, odeslán*,
  zaslán*, poslán*, neobdržel*,
  odoslali, poslan*, skickat*, skickade*, skicka igen, inte fått, sendt, sendte, på sms, send igen,
  send på nytt, ikke modtaget, ikke mottatt,
  lähetimme, lähetett*, tekstiviesti*, lähetä uudelleen, gönderildi, gönderdik, gönderilen, sms ile,
  tekrar gönder, yeniden gönder,
  elküldt*, küldtünk, küldött, sms ben, újraküld*, nem kapta*, am trimis, trimis, prin sms, prin e mail,
  retrimite, nu ai primit,
  στείλαμε, στάλθηκε, απεστάλη, εστάλη, με sms, επαναποστολή, δεν λάβατε, đã gửi, vừa gửi, được gửi,
  qua sms, tin nhắn, gửi lại,
  kirim ulang, dikirim*, telah mengirim*, kami kirim*, melalui sms, lewat sms, tidak menerima,
  ส่งไปยัง, ส่งรหัส, ได้ส่ง, ทาง sms, ผ่าน sms, ส่งอีกครั้ง, ส่งใหม่, ไม่ได้รับ, भेजा, भेज दिया,
  फिर से भेजें,
  已发送, 发送至, 发送到, 短信, 邮箱验证码, 邮件, 重新发送, 没有收到, 未收到, 手机验证码, 您收到的,
  已傳送, 傳送至, 簡訊, 重新傳送, 重新寄送, 已寄, 沒有收到, 已發送, 發送至, 電子郵件,
  送信しました, 送信いたしました, 送信済, お送りし, 送られた, 届いた, 届いていない, 届かない, 再送, ショートメッセージ, メールに, メールで, メールアドレスに, smsで,
  전송했, 전송되, 전송된, 보냈, 보내드, 발송, 문자로, 문자 메시지, 이메일로, 재전송, 받지 못,
  أرسلنا, تم إرسال, المرسل, رسالة نصية, إعادة الإرسال, إعادة إرسال, لم تستلم, لم يصلك, لم تتلق,
  שלחנו, נשלח, שלח שוב, שליחה חוזרת, לא קיבלת, מסרון, בסמס, הודעת טקסט, ارسال شد, ارسال کردیم, پیامک,
  ارسال مجدد,
  sent it to, sending a, text you, texted you, message with a, code was sent, emailed, mailed to, check your phone for, check your messages, check your text*, we have emailed, whatsapp, phone call, voice call, called you, we called, calling you, we are calling, we re calling, we ll call, we will call, wir rufen, push notification, delivered to, has arrived, code via, the email we, in your email, one time link, your mailbox, sent code,
  wir haben dir, an ihre e mail, an deine e mail, haben wir ihnen, an ihr handy, an ihre handynummer, mobiltan, sms tan, mtan, zugestellt, nachricht mit, e mail code, sms code, ihr postfach, dein postfach,
  nous vous avons, vient d être envoyé, reçu un code, code reçu, par texto, texto, un e mail, votre boîte, saisi* le code reçu, te hemos, le hemos, hemos mandado, te enviaremos, código recibido, correo electrónico a, mensaje a, que recibiste, que has recibido, whats app,
  enviámos, foi enviado, você recebeu, que recebeu, recebido por, enviado para, por email, ti abbiamo, le abbiamo, ricevuto via, che hai ricevuto, ricevuto per, inviato a, via sms, messaggio con,
  we hebben je, per sms, per e mail gestuurd, sms je, ontvangen code, je hebt ontvangen, naar je e mail, naar je telefoon, wysłaliśmy kod, wysyłamy, otrzymany, otrzymałeś, na adres e mail, na numer telefonu, w wiadomości, smsowy, kod sms,
  из смс, в смс, из письма, в письме, пришел, придет, получили код, на номер, на ваш номер, на ваш телефон, код из sms, по sms, з смс, у смс, з листа, надійшов, на номер телефону,
  kód z sms, sms kód, v sms, na váš e mail, na vaši, na telefon, na váš telefon, sme vám, poslaný, doručen*, poslali smo, na vašu e, na vaš e, iz sms, sms koda,
  via sms, till din e post, till ditt mobilnummer, e postmeddelande, mottog, fick, tilsendt, til din e mail, til din e post, til dit mobilnummer, på e post, på mail, modtaget, mottatt,
  sähköpostiisi, sähköpostitse, sms viestillä, puhelimeesi, e posta adresinize, e postanıza, telefonunuza, cep telefonunuza, sms kodu, sms doğrulama, e mailben, e mail címére, telefonjára, sms kód, kiküldött, kapott,
  pe e mail, pe telefon, pe adresa, primit prin, la adresa, στο email, στο κινητό, με μήνυμα, που λάβατε, gửi đến, gửi tới, đến email, đến số, gửi mã đến, ke email, ke nomor, ke ponsel, dikirim ke, kode sms,
  ทางอีเมล, ไปยังอีเมล, ไปที่อีเมล, ไปยังหมายเลข, ไปที่เบอร์, ใน sms, एसएमएस, ईमेल पर, भेजे गए, भेजा गया, मोबाइल पर, मोबाइल नंबर पर,
  发送了, 已发, 短信验证, 邮箱, 收到的验证码, 发送到您, 发至, 手机号, 寄送, 傳送到, 寄到, 寄至, 您的信箱, 手機號碼, 簡訊驗證, 收到的驗證碼, 届きました, お届け, 送った, に送信, smsに, sms認証, 電話番号に, 전송한, 발송했, 보낸, 보낸 코드, 메일로, 휴대폰으로, 문자로, sms로, 수신한, 받은 인증번호,
  إلى بريدك, إلى هاتفك, إلى رقم, برساله, تم إرسال, قمنا بإرسال, عبر رسالة, عبر البريد, أرسل إلى, لאימייל, לנייד, למייל, ב sms, בהודעה, נשלחה, שנשלח, قرستاده, ارسال, فرستاده, به ایمیل, به شماره, به موبایل, پیامك,
  gemaild*, ge sms t, mailden, per mail gestuurd, gemailt, e mailed, mailadres, mailbox, e posta ile, sähköpostilla, mailade, mailet, emailem, e mailem, mailem, e mailen, emailben, correo que,
  hem enviat, enviat a, saatsime, saadetud, sõnumiga, išsiuntėme, išsiųst*, žinute, nosūtījām, nosūtīts, īsziņ*, изпратихме, изпратен*, получен* по, пратени*, испраћен*, послали смо, послат*, dërguar, sendum, sent til, gestuur, göndərildi, жіберілді, жібердік, გამოგზავნილი, ուղարկվել, পাঠানো, পাঠিয়েছি, அனுப்ப, పంపిన, पाठवल, بھیجا, hantar*, dihantar, ipinadala, bidali*,
`;

/** On a button or link: it sends one. */
export const SEND_ACTION = `
  resend*, re send, send again, send code, send the code, send a code, send otp, send a new, send new,
  send it again, get code, get a code,
  get otp, get a new code, request code, request otp, request a new, request new code, new code, email me,
  text me, call me, send sms,
  code senden, code anfordern, neuen code, erneut senden, neu senden, renvoyer*, recevoir un code,
  nouveau code, reenviar*, enviar código, nuevo código,
  novo código, reinvia*, invia codice, nuovo codice, opnieuw verzenden, opnieuw sturen, nieuwe code,
  wyślij ponownie, wyślij kod, nowy kod, отправить код,
  получить код, выслать код, отправить снова, отправить еще раз, новый код, надіслати код, надіслати ще раз,
  poslat znovu, poslat kód, znovu odeslat, nový kód,
  skicka igen, skicka kod, ny kod, send kode, send igen, ny kode, lähetä koodi, lähetä uudelleen,
  tekrar gönder, kod gönder, kodu gönder, kód küldése, új kód,
  trimite codul, retrimite, αποστολή κωδικού, επαναποστολή, νέος κωδικός, gửi lại, gửi mã, lấy mã,
  kirim ulang, kirim kode, ขอรหัส, ส่งรหัส, ส่งอีกครั้ง, फिर से भेजें,
  获取验证码, 发送验证码, 重新发送, 重新获取, 取得驗證碼, 發送驗證碼, 重新傳送, 重新發送, 再送, コードを送信, 再発行,
  재전송, 인증번호 받기, 인증번호 전송, 인증번호 요청, 다시 받기, إعادة إرسال, إعادة الإرسال, إرسال الرمز, שלח שוב, שלח קוד,
  ارسال مجدد,
  stuur* opnieuw, sms opnieuw, code opnieuw, e mail opnieuw, mail opnieuw, get a new one, email again, e mail again, didn t get*, not received, code erneut, e mail erneut, sms erneut, code nochmals, noch einmal senden, code neu, code anfordern, renvoyer le code, recevoir un nouveau, volver a enviar, enviar de nuevo, enviar otra vez, enviar novamente, reenvie, invia di nuovo, invia nuovamente, richiedi codice, wyślij jeszcze raz, wyślij nowy, отправить заново, отправить ещё раз, выслать повторно, запросить код, надіслати повторно, надіслати знову, odeslat znovu, zaslat znovu, poslat nový, pošalji ponovno, pošlji znova, poslať znova, skicka ny, skicka koden igen, send koden igen, send ny kode, send koden på nytt, få ny kode, lähetä koodi uudelleen, uusi koodi, pyydä, kodu tekrar, yeniden gönder, yeni kod, kód újraküldése, új kód kérése, retrimite codul, trimite din nou, στείλε ξανά, αποστολή ξανά, gửi lại mã, lấy lại mã, kirim lagi, minta kode, ส่งรหัสอีกครั้ง, ขอรหัสใหม่, ส่งซ้ำ, कोड फिर, दोबारा भेजें, पुनः भेजें, 再次发送, 重发, 获取, 再次傳送, 重寄, 重發, 索取, もう一度送, コードを再, 재발송, 다시 보내, 다시 전송, 코드 받기, إعادة ارسال, ارسل مجددا, طلب رمز, שלח מחדש, שלחו שוב, שליחת קוד, ارسال دوباره, دریافت کد, ارسال کد,
`;

/** One of the site's own backup codes. */
export const RECOVERY = `
  recovery, backup*, back up code*, scratch*, emergency, rescue, wiederherstellung*, ersatzcode*, notfall*,
  sicherungscode*, secours, récupération,
  recuperación, respaldo, códigos de reserva, recuperação, código reserva, recupero, codice di riserva,
  codici di riserva, herstelcode*, reservecode*, noodcode*,
  odzyskiw*, zapasow*, восстановлен*, резервн*, відновлен*, záložní*, obnov*, återställnings*, reservkod*,
  gendannelse*, gjenoppretting*, nødkode*, reservekode*,
  palautus*, varakood*, varmuuskood*, kurtarma, yedek, helyreállít*, tartalék*, recuperare, rezervă,
  oporav*, ανάκτησης, εφεδρικ*, khôi phục, dự phòng, pemulihan, cadangan,
  กู้คืน, สำรอง, पुनर्प्राप्ति, बैकअप, 恢复码, 恢复代码, 备用, 备份, 恢復, 備用, 救援碼, 還原碼, リカバリ, バックアップ, 復旧, 回復, 復元, 복구,
  백업,
  الاسترداد, استرداد, احتياطي, שחזור, גיבוי, بازیابی, پشتیبان,
  back up key, one of your backup, saved codes, printed code*, paper code*, rettungscode*, ersatz code*, reservecode*, codes de récupération, de rechange, clave de recuperación, código de rescate, codici di backup, codice di emergenza, kod ratunkow*, kody ratunkow*, аварийн*, запасн*, аварійн*, nouzov*, núdzov*, reserv kod*, nødkod*, tilbagekaldelse, hätäkood*, palautuskood*, acil durum, vészhelyzet*, biztonsági mentés*, de urgență, έκτακτης, mã dự phòng, darurat, ฉุกเฉิน, आपातकालीन, रिकवरी, 救急, 应急, 緊急, 備份, 一次性备用, 予備, 非常用, 비상, 예비, طوارئ, النسخ الاحتياطي, חירום, اضطراري,
  recuperació, taastamis*, varukood*, atkūrimo, atsargin*, atkopšan*, rezerves, възстановяване, резервен, опоравак*, rikuperim*, endurheimt*, herstel*, pemulihan, bərpa, қалпына келтіру, পুনরুদ্ধার, மீட்பு, బ్యాకప్, بحالی, sandaran,
`;

/** The sentence or button is for people without the app: it tells nothing about this field. */
export const WITHOUT_APP = `
  stattdessen, plutôt, à la place, en su lugar, em vez disso, invece, in plaats, zamiast, вместо, замість, místo,
  istället, i stedet, i stället, sen sijaan, yerine, helyette, în schimb, thay vào đó, sebagai gantinya, 代わりに, 대신, 改用,
  lost, lose, can t, cannot, can not, don t have, do not have, no access, no longer, unable, trouble,
  problem*, instead, another way,
  verloren, kein zugriff, keinen zugriff, stattdessen, perdu, pas accès, perdido, no tienes, sin acceso,
  perdeu, perso, kwijt, geen toegang, zgubi*, brak dostępu,
  потеряли, нет доступа, втратили, nemáte, ztratili, tappat, mistet, kadonnut, kaybett*, elveszett*,
  elveszt*, pierdut, χάσατε, mất, kehilangan, ไม่สามารถ, खो,
  丢失, 无法, 無法, 遺失, 紛失, できない場合, 잃어, 분실, 없는 경우, فقدت, איבדת, گم,
`;

/** The sentence is about another case. */
export const IN_CASE = `
  if, in case, alternativ*, wenn, falls, si, en cas, se, caso, als, jeśli, если, якщо, pokud, ak, om du,
  hvis, jos, eğer, ha, dacă, εάν, αν, nếu, jika,
  หาก, ถ้า, यदि, अगर, 如果, 若, 場合, 경우, إذا, اگر,
`;

/** Joins two ways to answer in one sentence. */
export const OR = `
  /, or, oder, ou, o, lub, albo, или, або, nebo, alebo, eller, tai, veya, ya da, vagy, sau, ή, hoặc, atau,
  ili, או,
  หรือ, 或, または, もしくは, 또는, 혹은,
`;

/** A test that tells people from robots. */
export const CAPTCHA = `
  captcha*, *captcha, recaptcha, in the image, in the picture, from the image, from the picture, image code,
  picture code, characters you see, characters shown, letters shown,
  shown above, code above, text above, as it appears, as they appear, case insensitive, not case sensitive,
  a robot, you are human, anti spam, antispam, visual code, verification image,
  im bild, bildcode, aus dem bild, sicherheitsabfrage, dans l image, de l image, sur l image, en la imagen,
  de la imagen, na imagem, da imagem, nell immagine, in de afbeelding, na obrazku, z obrazka,
  с картинки, на картинке, на изображении, з картинки, z obrázku, i bilden, i billedet, i bildet, kuvassa,
  resimdeki, a képen, din imagine, της εικόνας, trong hình, pada gambar, ในภาพ,
  图形验证, 图片验证, 图中, 看不清, 换一张, 圖形驗證, 圖中, 看不清楚, 画像, 表示されている文字, 보안문자, 자동입력, 그림, في الصورة, בתמונה,
`;

/** Other places that ask for a short code. They lose to the word for our own. */
export const ELSEWHERE = `
  game pin, game code, join a game, join game, join the game, room code, meeting*, webinar, classroom,
  class code, quiz, poll, your tv, on the tv, tv screen, on your screen, on screen,
  device code, user code, activate your device, device activation, displayed on your device,
  shown on your device, connect a device, connect your device, link a device, link your device, pair*,
  pairing,
  track*, parcel, shipment, delivery, pick up, locker, redeem*, gift card, coupon, voucher, promo*,
  discount, referral, invit*, parking, zone code, vehicle, ticket, booking, reservation, boarding,
  order number, product key, license, licence, serial number, activation key, event code, access the event,
  survey, receipt, ballot, vote, donate, donation, table number, checkout, payment details, card number,
  cvv, cvc, sort code, branch code, swift, iban, card reader, security code on the back, back of your card,
  parental, profile pin, profile lock, your pin, forgot pin, enter pin, card pin, transaction pin, mpin,
  unlock this profile, kids, watching, guess, puzzle, word of the day, wordle, crossword, door, entry code, entry lock, exam, exams, examination, session code, timer, countdown,
  stopwatch, postcode, zip code, post code, postal code, barcode, store code, dealer, library card,
  gutschein*, rabatt*, sendung*, paket*, buchung*, einladung*, spiel*, bon d achat, code promo*, colis,
  réservation, carte cadeau, jeu, cupón, descuento, pedido, reserva, juego, cupom, desconto, jogo,
  buono, sconto, spedizione, prenotazione, kortingscode, cadeaubon, zending, rabat*, przesyłk*, промокод*,
  купон*, скидк*, посылк*, slevov*, zásilk*, värdekod, kampanj*, alennus*, indirim*, kargo, kupon*,
  优惠, 兑换, 邀请码, 快递, 会议, 優惠, 兌換, 邀請, クーポン, 招待, 会議, 予約, ゲーム, 쿠폰, 초대, 할인, 회의, قسيمة, خصم, קופון,
  printed slip, on the slip, lab result*, test result*, medical record*, prescription, patient, insurance, policy number, flyer*, passenger*, boarding pass, check in, hotel, wi fi, wifi, hotspot, router, network key, printer, sim, puk, unlock code, gate code, alarm, safe code, key box, lockbox, smart lock, doorbell, room, workspace, team code, join a team, join your team, join code, join with code, lobby, party code, server code, invite, membership number, unique code, code on the, on the card, on the back, on the packag*, on your packag*, on your letter, in the letter, by post, on the leaflet, on the flyer, on the label, on the bottle, cap code, scratch off, voting code, petition, raffle, lottery, contest, sweepstake*, prize, giveaway, loyalty, coupon*, store pickup, order status, atm, teller, cash, transfer to, domain transfer, epp code, authinfo*, transfer code, source code, country code, colour code, hex code, airport, tax, invoice, customs, hs code, parcel*, dispatch, reference, spelling, lesson, homework, teacher, pupil, puzzle, riddle, cheat, level code, escape room, scoreboard, watch together, watch party, screen share, remote session, remote support, support session, support pin, telephone pin, phone pin, voicemail, set a pin, create a pin, choose a pin, choose a new, new pin, change pin, change your pin,
  gerätecode, klassencode, kursnummer, tischnummer, spielcode, raumcode, laborergebnis*, befund*, kundenkarte, auf der karte, auf der rückseite, gewinnspiel*, gewinncode, teilnahmecode, zählerstand, zugangscode aus dem brief, auf dem brief, wlan, hotelzimmer, türcode, bildschirm, fernseher,
  code de la porte, code d activation, code parrain*, code cadeau, code de la partie, code de la classe, code wifi, résultats, numéro de colis, téléviseur, jouer, partie, salle, réunion, imprimé, au dos,
  código de clase, código postal, código de la sala, código del juego, resultados, televisor, sala, reunión, tarjeta, regalo, sorteo, premio, impreso, código da sala, código da turma, resultados, televisão, sorteio, cartão, presente, rastreio, encomenda,
  codice classe, codice della stanza, risultati, televisore, riunione, concorso, premio, scheda, stampato, regalo, klascode, spelcode, uitslag*, televisie, vergadering, winactie, pakket*, bestelling*,
  kod zaproszenia, kod klasy, kod gry, wyniki bada*, telewizor*, spotkani*, konkurs*, loteri*, zamówien*, код приглашени*, код класс*, результат* анализ*, телевизор*, встреч*, игр*, розыгрыш*, заказ*, код домофон*, код запрошен*, гра, зустріч*, телевізор*, замовлен*,
  výsledky*, žádank*, kód třídy, kód hry, televiz*, schůzk*, soutěž*, objednávk*, vytištěn*, pozvánk*, trgovin*, rezultat*, igra, igre, narudžb*, klasskod, spelkod, mötes*, tävling*, tv n, beställning*, provsvar, klassekode, spilkode, spillkode, møde*, møte*, konkurrence*, ordre*, prøvesvar, luokkakoodi, pelikoodi, kokous*, kilpailu*, tilaus*, televisio*,
  sınıf kodu, oyun kodu, toplantı*, televizyon*, çekiliş*, sipariş*, tahlil*, davet kodu, hediye*, osztálykód*, játékkód*, találkozó*, nyeremény*, rendelés*, lelet*, meghívó*, clasă, joc, întâlnire, concurs, comandă, rezultate, invitație, αποτελέσματα, παιχνίδι, σύσκεψη, διαγωνισμ*, παραγγελία, πρόσκληση, τηλεόραση, đơn hàng, trò chơi, cuộc họp, mã mời, kết quả xét nghiệm, bốc thăm, pesanan, permainan, rapat, undangan, hasil lab, undian, voucher,
  เกม, ประชุม, พัสดุ, คูปอง, ของขวัญ, คำเชิญ, ห้องเรียน, गेम, मीटिंग, कूपन, कक्षा, निमंत्रण, उपहार, 游戏, 房间, 班级, 抽奖, 取件, 取餐, 兑换码, 礼品卡, 激活码, 序列号, 电视, 遊戲, 房間, 班級, 抽獎, 取件, 禮品卡, 啟用碼, 序號, 電視, ルームコード, クラスコード, 抽選, 追跡番号, ギフト, シリアル, テレビ, ゲームコード, 게임, 방 코드, 수업 코드, 추첨, 택배, 기프트, 시리얼, 참여 코드, لعبه, اجتماع, هديه, دعوه, شحنه, משחק, פגישה, הזמנה, מתנה, משלוח, טלוויזיה, بازي, جلسه, هديه, دعوت, تخفيف,
`;
