import { countEn, countSr } from '../admin/count.ts'

const sr = {
  enrolTitle: 'Poveži ovaj uređaj',
  enrolIntro: 'Samo jednom. Šef na svom ekranu otvara Uređaji → Novi uređaj.',
  againTitle: 'Poveži uređaj ponovo',
  againIntro:
    'Šef na svom ekranu otvara Uređaji → Novi uređaj. Sve zabilježeno ostaje ovdje i šalje se čim se uređaj poveže.',
  againLater: 'Ne sada, radi dalje',
  evicted: (name: string) => `Pregledač je obrisao podatke uređaja ${name}`,
  evictedText:
    'Sve što je bilo poslato je na serveru. Ako je nešto čekalo slanje, reci šefu šta si uzeo. Poveži uređaj ponovo i dodirni „Zaštiti podatke“.',
  enrolScan: 'Skeniraj QR kod',
  enrolScanNote: 'Kamerom ili okidačem, sa ekrana šefa',
  enrolCode: 'Kod sa ekrana šefa',
  enrolCodeNote: 'Ako kamera ne radi, ukucaj kod',
  enrolUse: 'Poveži',
  enrolLogin: 'Poveži prijavom',
  enrolLoginNote: 'Samo na probnom sistemu: korisničko ime i PIN',
  enrolWorking: 'Povezujem…',
  username: 'Korisničko ime',
  pin: 'PIN',
  enrolFailed: 'Uređaj nije povezan',
  insecure: 'Ova adresa nije sigurna',
  insecureText:
    'Na njoj pregledač ne dozvoljava ni potpisivanje ni rad bez mreže. Otvori adresu koja počinje sa https:// (server: npm start -- --lan).',

  whoTitle: 'Ko radi?',
  onThisDevice: 'Već radili na ovom uređaju',
  others: 'Ostali',
  needsNetwork: 'Prvi put: treba mreža',
  nobody: 'Još nema imena',
  nobodyText: 'Imena stižu sa servera čim uređaj dobije mrežu. Ovo traje nekoliko sekundi.',
  find: 'Traži ime',
  signInFirst: 'Prvo se prijavi. Ništa nije upisano.',

  pinTitle: (name: string) => `PIN za: ${name}`,
  notMe: 'Nisam ja',
  digit: (digit: string) => `Cifra ${digit}`,
  erase: 'Obriši cifru',
  enter: 'Prijavi se',
  entered: (n: number) => `Upisano: ${countSr(n, 'cifra', 'cifre', 'cifara')}`,
  checking: 'Provjeravam…',
  offline: 'Bez mreže: PIN se provjerava na uređaju.',
  wrong: 'PIN nije tačan.',
  triesLeft: (n: number) => `Još ${countSr(n, 'pokušaj', 'pokušaja', 'pokušaja')}.`,
  locked: (at: string) => `Previše pogrešnih pokušaja. Probaj ponovo u ${at}. Ništa nije izgubljeno.`,
  firstNeedsNetwork:
    'Na ovom uređaju još nema tvoje prijave, pa prvi put treba mreža. Priđi bliže ili uzmi uređaj na kojem već radiš.',
  failed: 'Prijava nije uspjela',
  unreachable: 'Server se ne javlja. Ništa nije izgubljeno. Pokušaj ponovo.',
}

const en: typeof sr = {
  enrolTitle: 'Connect this device',
  enrolIntro: 'Only once. Your supervisor opens Devices → New device on their screen.',
  againTitle: 'Connect this device again',
  againIntro:
    'Your supervisor opens Devices → New device on their screen. All that is recorded stays here and is sent as soon as the device is connected.',
  againLater: 'Not now, carry on',
  evicted: (name: string) => `The browser deleted the data of ${name}`,
  evictedText:
    'All that had been sent is on the server. If something was waiting, tell your supervisor what you picked. Connect the device again and touch “Protect the data”.',
  enrolScan: 'Scan the QR code',
  enrolScanNote: 'By camera or trigger, from the supervisor’s screen',
  enrolCode: 'Code from the supervisor’s screen',
  enrolCodeNote: 'If the camera does not work, type the code',
  enrolUse: 'Connect',
  enrolLogin: 'Connect by signing in',
  enrolLoginNote: 'Demo systems only: user name and PIN',
  enrolWorking: 'Connecting…',
  username: 'User name',
  pin: 'PIN',
  enrolFailed: 'The device is not connected',
  insecure: 'This address is not secure',
  insecureText:
    'On it the browser allows neither signing nor work without a network. Open the address that starts with https:// (server: npm start -- --lan).',

  whoTitle: 'Who is working?',
  onThisDevice: 'Worked on this device before',
  others: 'Others',
  needsNetwork: 'First time: needs a network',
  nobody: 'No names yet',
  nobodyText: 'Names come from the server as soon as the device has a network. It takes a few seconds.',
  find: 'Find a name',
  signInFirst: 'Sign in first. Nothing was recorded.',

  pinTitle: (name: string) => `PIN for ${name}`,
  notMe: 'Not me',
  digit: (digit: string) => `Digit ${digit}`,
  erase: 'Delete digit',
  enter: 'Sign in',
  entered: (n: number) => `Entered: ${countEn(n, 'digit', 'digits')}`,
  checking: 'Checking…',
  offline: 'No network: the PIN is checked on the device.',
  wrong: 'The PIN is not right.',
  triesLeft: (n: number) => `${countEn(n, 'try', 'tries')} left.`,
  locked: (at: string) => `Too many wrong tries. Try again at ${at}. Nothing is lost.`,
  firstNeedsNetwork:
    'You have not signed in on this device yet, so the first time needs a network. Move closer, or take a device you have worked on.',
  failed: 'Signing in failed',
  unreachable: 'The server does not answer. Nothing is lost. Try again.',
}

/** Enrolling a handheld and signing in on it. */
export const workerSignInTexts = { sr, en }
