import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBed, type TestBed } from './browser.ts';

/**
 * What prompts say in each language: heading, sentence and label of one for an app; the sentence of one whose
 * code is sent; the label of one for a recovery code. The fields have no telling name, type or length.
 */
const TEXTS: Record<string, { heading: string; app: string; label: string; sent: string; recovery: string }> =
  {
    en: {
      heading: 'Two-step verification',
      app: 'Enter the code from your authenticator app.',
      label: 'Code',
      sent: 'We sent a code to your phone.',
      recovery: 'Recovery code',
    },
    de: {
      heading: 'Bestätigung in zwei Schritten',
      app: 'Geben Sie den Code aus Ihrer Authentifizierungs-App ein.',
      label: 'Code',
      sent: 'Wir haben Ihnen einen Code per SMS gesendet.',
      recovery: 'Wiederherstellungscode',
    },
    fr: {
      heading: 'Vérification en deux étapes',
      app: 'Saisissez le code de votre application d’authentification.',
      label: 'Code',
      sent: 'Nous avons envoyé un code par SMS.',
      recovery: 'Code de secours',
    },
    es: {
      heading: 'Verificación en dos pasos',
      app: 'Introduce el código de tu aplicación de autenticación.',
      label: 'Código',
      sent: 'Hemos enviado un código a tu correo.',
      recovery: 'Código de recuperación',
    },
    pt: {
      heading: 'Verificação em duas etapas',
      app: 'Digite o código do seu aplicativo autenticador.',
      label: 'Código',
      sent: 'Enviamos um código por SMS.',
      recovery: 'Código de recuperação',
    },
    it: {
      heading: 'Verifica in due passaggi',
      app: 'Inserisci il codice dell’app di autenticazione.',
      label: 'Codice',
      sent: 'Abbiamo inviato un codice via SMS.',
      recovery: 'Codice di recupero',
    },
    nl: {
      heading: 'Verificatie in twee stappen',
      app: 'Vul de code uit je authenticatie-app in.',
      label: 'Code',
      sent: 'We hebben een code per sms gestuurd.',
      recovery: 'Herstelcode',
    },
    pl: {
      heading: 'Weryfikacja dwuetapowa',
      app: 'Wpisz kod z aplikacji uwierzytelniającej.',
      label: 'Kod',
      sent: 'Wysłaliśmy kod SMS-em.',
      recovery: 'Kod zapasowy',
    },
    ru: {
      heading: 'Двухэтапная аутентификация',
      app: 'Введите код из приложения-аутентификатора.',
      label: 'Код',
      sent: 'Мы отправили код на ваш телефон.',
      recovery: 'Резервный код',
    },
    uk: {
      heading: 'Двоетапна перевірка',
      app: 'Введіть код із застосунку автентифікації.',
      label: 'Код',
      sent: 'Ми надіслали код на ваш телефон.',
      recovery: 'Резервний код',
    },
    cs: {
      heading: 'Dvoufázové ověření',
      app: 'Zadejte kód z ověřovací aplikace.',
      label: 'Kód',
      sent: 'Poslali jsme vám kód v SMS.',
      recovery: 'Záložní kód',
    },
    sv: {
      heading: 'Tvåstegsverifiering',
      app: 'Ange koden från din autentiseringsapp.',
      label: 'Kod',
      sent: 'Vi har skickat en kod till din telefon.',
      recovery: 'Återställningskod',
    },
    da: {
      heading: 'Totrinsbekræftelse',
      app: 'Indtast koden fra din godkendelsesapp.',
      label: 'Kode',
      sent: 'Vi har sendt en kode til din telefon.',
      recovery: 'Gendannelseskode',
    },
    fi: {
      heading: 'Kaksivaiheinen vahvistus',
      app: 'Syötä koodi todennussovelluksesta.',
      label: 'Koodi',
      sent: 'Lähetimme koodin tekstiviestillä.',
      recovery: 'Palautuskoodi',
    },
    tr: {
      heading: 'İki adımlı doğrulama',
      app: 'Kimlik doğrulama uygulamanızdaki kodu girin.',
      label: 'Kod',
      sent: 'Telefonunuza bir kod gönderdik.',
      recovery: 'Kurtarma kodu',
    },
    hu: {
      heading: 'Kétlépcsős azonosítás',
      app: 'Írja be a hitelesítő alkalmazás kódját.',
      label: 'Kód',
      sent: 'A kódot SMS-ben elküldtük.',
      recovery: 'Helyreállító kód',
    },
    ro: {
      heading: 'Verificare în doi pași',
      app: 'Introduceți codul din aplicația de autentificare.',
      label: 'Cod',
      sent: 'Am trimis un cod prin SMS.',
      recovery: 'Cod de rezervă',
    },
    el: {
      heading: 'Επαλήθευση δύο βημάτων',
      app: 'Εισαγάγετε τον κωδικό από την εφαρμογή ελέγχου ταυτότητας.',
      label: 'Κωδικός',
      sent: 'Στείλαμε έναν κωδικό με SMS.',
      recovery: 'Κωδικός ανάκτησης',
    },
    vi: {
      heading: 'Xác minh hai bước',
      app: 'Nhập mã từ ứng dụng xác thực của bạn.',
      label: 'Mã',
      sent: 'Chúng tôi đã gửi mã qua SMS.',
      recovery: 'Mã khôi phục',
    },
    id: {
      heading: 'Verifikasi dua langkah',
      app: 'Masukkan kode dari aplikasi autentikator Anda.',
      label: 'Kode',
      sent: 'Kami telah mengirim kode ke ponsel Anda.',
      recovery: 'Kode pemulihan',
    },
    th: {
      heading: 'การยืนยันแบบสองขั้นตอน',
      app: 'ป้อนรหัสจากแอปตรวจสอบสิทธิ์',
      label: 'รหัส',
      sent: 'เราได้ส่งรหัสไปยังโทรศัพท์ของคุณ',
      recovery: 'รหัสกู้คืน',
    },
    hi: {
      heading: 'दो-चरणीय सत्यापन',
      app: 'अपने ऑथेंटिकेटर ऐप से कोड दर्ज करें।',
      label: 'कोड',
      sent: 'हमने आपके फ़ोन पर एक कोड भेजा है।',
      recovery: 'बैकअप कोड',
    },
    'zh-Hans': {
      heading: '两步验证',
      app: '请输入身份验证器应用中的代码。',
      label: '验证码',
      sent: '验证码已发送至您的手机。',
      recovery: '恢复代码',
    },
    'zh-Hant': {
      heading: '兩步驟驗證',
      app: '請輸入驗證器應用程式中的代碼。',
      label: '驗證碼',
      sent: '驗證碼已傳送至您的手機。',
      recovery: '備用驗證碼',
    },
    ja: {
      heading: '2段階認証',
      app: '認証アプリに表示されたコードを入力してください。',
      label: '確認コード',
      sent: 'メールに確認コードを送信しました。',
      recovery: 'リカバリーコード',
    },
    ko: {
      heading: '2단계 인증',
      app: '인증 앱에 표시된 코드를 입력하세요.',
      label: '코드',
      sent: '휴대폰으로 인증번호를 전송했습니다.',
      recovery: '복구 코드',
    },
    ar: {
      heading: 'التحقق بخطوتين',
      app: 'أدخل الرمز من تطبيق المصادقة.',
      label: 'الرمز',
      sent: 'أرسلنا رمزًا إلى هاتفك.',
      recovery: 'رمز الاسترداد',
    },
    he: {
      heading: 'אימות דו-שלבי',
      app: 'הזינו את הקוד מאפליקציית האימות.',
      label: 'קוד',
      sent: 'שלחנו קוד לטלפון שלך.',
      recovery: 'קוד שחזור',
    },
  };

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

async function countFields(heading: string, sentence: string, label: string): Promise<unknown> {
  const { inWorld } = await bed.open({
    markup: `<!doctype html><title>Example</title><h2>${heading}</h2><p>${sentence}</p>
    <form><label for="f1">${label}</label><input id="f1" name="f1"><button>OK</button></form>`,
  });
  return await inWorld('counterfoilTest.findOtpFields(document).length');
}

describe.each(Object.entries(TEXTS))('a prompt in %s', (_language, texts) => {
  it('is found by its words alone', async () => {
    expect(await countFields(texts.heading, texts.app, texts.label)).toBe(1);
  });

  it('is left alone when the code is sent', async () => {
    expect(await countFields(texts.heading, texts.sent, texts.label)).toBe(0);
  });

  it('is left alone when it asks for a recovery code', async () => {
    expect(await countFields(texts.heading, '', texts.recovery)).toBe(0);
  });
});
