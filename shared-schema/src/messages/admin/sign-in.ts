const sr = {
  title: 'Prijava',
  intro: 'Za šefove, menadžere, komercijaliste i administratore.',
  username: 'Korisničko ime',
  password: 'Lozinka',
  show: 'Prikaži lozinku',
  hide: 'Sakrij lozinku',
  submit: 'Prijavi se',
  submitting: 'Prijavljujem…',
  throttled: (seconds: number) => `Previše pogrešnih pokušaja. Pokušaj ponovo za ${seconds} s.`,
  workersElsewhere: 'Magacioneri rade na uređaju, ne ovdje.',
  toWorkerApp: 'Otvori aplikaciju za magacionere',
  ended: 'Prijava je istekla. Prijavi se ponovo i nastavi od istog mjesta.',
}

const en: typeof sr = {
  title: 'Sign in',
  intro: 'For supervisors, managers, sales and administrators.',
  username: 'User name',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  submit: 'Sign in',
  submitting: 'Signing in…',
  throttled: (seconds: number) => `Too many wrong attempts. Try again in ${seconds} s.`,
  workersElsewhere: 'Workers work on a handheld, not here.',
  toWorkerApp: 'Open the app for workers',
  ended: 'Your session has ended. Sign in again and carry on where you were.',
}

export const signInTexts = { sr, en }
