/** The names of fields that are something else. Read on the field's own name and short label only. */

/** Veto, whatever else the page says. */
export const OTHER_FIELD = `
  email*, e mail*, mail, username, user name, user id, userid, login id, customer id, member id,
  member number, customer number, account number, account id, account name, account no,
  name, first name, last name, surname, full name, given name, nickname, device name, company*,
  organi*ation, colleague*, author*, department, job title, subject, comment*, message, description, label,
  note, notes,
  phone*, telephone*, mobile number, mobile phone, cell phone, mobile no, msisdn, tel, country code,
  area code, dial code, calling code, extension,
  search*, query, q, filter, website, url, domain, host, hostname, address*, street, city, state, country,
  post code, postal*, zip, zip code, zip *, region, province, district,
  coupon*, promo*, voucher*, gift*, discount*, referral*, refer* code, invit*, redeem*, campaign*,
  affiliate*, loyalty*, partner code, sponsor*,
  cvv, cvv 2, cvc, csc, cvn, card*, credit card, iban, bic, swift*, sort code, routing*, branch*, bank*,
  ifsc*, tax*, vat, ssn, national id, passport*, amount, price, quantity, qty, total,
  date, day, month, year, dob, birth*, birthday, age, hours, minutes, expir*, period, interval, lifetime,
  timeout,
  class code, class, course*, school*, student*, employee*, staff*, meeting*, game*, room*, event*,
  session id, table, seat, quiz*, poll*, survey*, join code, group code, team code,
  track*, tracking*, booking*, reservation*, reference*, order*, invoice*, ticket*, parcel*, shipment*,
  case number, pnr, sku, barcode*, bar code, product*, item*, model*, imei, vin, serial*,
  license*, licence*, activation key, activation code, user code, device code, pairing code, api*,
  access token, webhook*, signing*, bearer*, personal access*, refresh token, client id, csrf*,
  secret*, setup key, secret key, private key, public key, seed, key uri, captcha*, *captcha, image code,
  picture, security question, security answer, answer, hint, maiden*,
  language code, currency*, color*, colour*, font*, source code, error code, status code, html, css, http,
  pin code, pincode, area pin, parental*, profile name, profile pin, weight, height, size, width, number of,
  zone*, plate*, vehicle*, parking*, store*, iata*, hs code, dx code, sms number,
  benutzer*, nutzername, kennung, kundennummer, vorname, nachname, plz, postleitzahl, gutschein*, rabatt*,
  aktionscode, telefon*, handynummer, mobilnummer, rufnummer, geburt*, ort, straße, suche, suchbegriff,
  betrag, menge, kartenn*, sendung*, kontonummer, einladung*, gerätename, empfehlung*,
  nom, prénom, code postal, téléphone, code promo*, bon d achat, courriel, adresse, ville, recherche*,
  identifiant, montant, quantité, parrain*, numéro de carte, numéro de commande, numéro client,
  nombre, apellido*, código postal, teléfono, cupón, correo*, usuario, dirección, buscar,
  código promocional, cantidad, importe, fecha, cp, nome, sobrenome, cep, telefone, cupom, celular, usuário,
  endereço, quantidade, cpf, telemóvel,
  cognome, cap, telefono, codice postale, codice fiscale, codice sconto, utente, indirizzo, cerca, quantità,
  importo, naam, voornaam, achternaam, telefoon*, kortingscode, gebruikersnaam, adres, zoeken, aantal,
  bedrag,
  imię, nazwisko, kod pocztowy, telefonu, kod rabatowy, kod promocyjny, użytkownik*, szukaj, ilość, kwota,
  имя, фамилия, телефон*, индекс, почтовый*, почта, промокод, логин, поиск, сумма, адрес, номер телефона,
  номер карты, ім я, прізвище,
  jméno, příjmení, psč, slevový*, hledat, namn, postnummer, rabattkod, sök, navn, rabatkode, rabattkode,
  søg, søk, nimi, postinumero, puhelin*, alennuskoodi, haku, ad, soyad*, posta kodu, indirim kodu,
  kullanıcı*, ara, kupon*, név, irányítószám, keresés, nume, prenume, cod poștal,
  όνομα, τηλέφωνο, ταχυδρομικός*, họ tên, số điện thoại, mã giảm giá, mã bưu, nama, kode pos, kode promo,
  nomor telepon, nomor hp, ชื่อ, รหัสไปรษณีย์, โทรศัพท์, नाम, फ़ोन, पिन कोड, 姓名, 手机号, 电话, 邮编, 邮政编码, 邮箱, 优惠码,
  优惠券, 邀请码, 用户名, 搜索, 图形验证码, 图片验证码,
  手機號碼, 電話, 郵遞區號, 優惠碼, 邀請碼, 使用者名稱, 搜尋, 圖形驗證碼, 名前, 氏名, 郵便番号, 電話番号, メールアドレス, クーポン, 招待コード, ユーザー名, 検索, 画像認証, 이름,
  우편번호, 전화번호, 휴대폰 번호, 쿠폰, 초대 코드, 아이디, 검색, 보안문자, 추천인,
  الاسم, رقم الهاتف, الرمز البريدي, البريد, قسيمة, بحث, שם, טלפון, מיקוד, דוא"ל, קופון, חיפוש, نام, تلفن,
  کد پستی, ایمیل, کد تخفیف,
  question*, feedback*, review*, reply, ask *, tell us*, topic, suggestion*, flyer*, frequent*, passenger*, support pin, new pin, current pin, old pin, repeat pin, confirm pin, telephone pin, voicemail*, epp*, authinfo*, domain auth code, transfer code, wifi*, wi fi*, ssid, network key, pickup*, pick up*, locker*, patient*, policy*, insurance*, membership*, member code, donor*, parcel*, waybill*, iccid, puk*, sim*, atm pin, gate code, door*, alarm*, entry code, lobby*, workspace*, channel*, keyword*, subject line, headline, caption, tag, tags, folder, file name, version*, build, port, ip address, mac address, timezone, locale, nickname*, alias, slug, domain*, plate, seats, guests, adults, children, rooms,
  frage*, kommentar*, rückmeldung*, bewertung*, kundencode, klassencode, spielcode, teilnahmecode, wunsch*, betreff, nachricht*, commentaire*, avis, sujet, code classe, numéro de dossier, pregunta*, comentario*, opinión, asunto, número de pedido, código de clase, pergunta*, comentário*, assunto, número do pedido, domanda*, commento*, oggetto, numero ordine, vraag, opmerking*, onderwerp, bestelnummer, pytanie*, komentarz*, temat, numer zamówienia, вопрос*, комментари*, тема, отзыв*, номер заказа, питання, коментар*, відгук*, otázk*, komentář*, číslo objednávky, číslo žádanky, fråga*, kommentar*, ordernummer, ordrenummer, kysymys*, tilausnumero, soru*, yorum*, sipariş*, kérdés*, megjegyzés*, rendelésszám, întrebare*, comentariu*, ερώτηση*, σχόλι*, câu hỏi, bình luận, mã đơn hàng, pertanyaan, komentar, nomor pesanan, ความคิดเห็น, คำถาม, टिप्पणी, प्रश्न, 评论, 问题, 留言, 意见, 订单号, 評論, 留言, 意見, 訂單, コメント, 質問, ご意見, 注文番号, 댓글, 질문, 의견, 주문번호, سؤال, تعليق, رقم الطلب, שאלה, תגובה, מספר הזמנה, نظر, سوال, شماره سفارش,
`;

/** Veto too, before the words of the second factor are cut out: what sets an authenticator up. */
export const SET_UP_FIELD = `
  authenticator key, authenticator app name, otpauth*, auth token, otp uri, totp uri,
`;

/** A sent code's own field: read on names, where prose words do not stand. */
export const SENT_FIELD = `
  sms*, *sms, email*, e mail*, phone*, mail code,
`;
