// The bank's own words in the two languages of its pages. Offers bring their own, approved wording.

const EN = {
  skip: 'Skip to the main content',
  brand: 'First Sample Bank, home',
  title: 'Home · First Sample Bank',
  nav: 'Online banking',
  navAccounts: 'Accounts',
  navOffers: 'Offers',
  navHelp: 'Help',
  language: 'Language',
  welcome: 'Welcome',
  morning: 'Good morning, {name}',
  afternoon: 'Good afternoon, {name}',
  evening: 'Good evening, {name}',
  accounts: 'Your accounts',
  accountsNote: 'Balances as of {day}. The average collected balance is that of the last full month.',
  noAccounts: 'There is no account to show.',
  available: 'Available',
  average: 'Average, {month}',
  unknownBalance: 'Not available now',
  evergreenHeroEyebrow: 'From First Sample Bank',
  evergreenHeroHeadline: 'Know the moment your balance moves',
  evergreenHeroBody: 'Balance and card alerts reach you by text or e-mail. You choose the amounts; we keep watch.',
  evergreenHeroAction: 'Set up account alerts',
  evergreenCardEyebrow: 'From First Sample Bank',
  evergreenCardHeadline: 'Talk it over with a banker',
  evergreenCardBody: 'Book half an hour at your branch or by video, at a time that suits you.',
  evergreenCardAction: 'Book an appointment',
  tipHeading: 'Staying safe',
  tip: 'We never call, text or e-mail you to ask for a password or a one-time code. If someone does, hang up and call the number on your card.',
  helpHeading: 'Help, day and night',
  imprint: 'First Sample Bank is fictitious, and so are its customers. Offers on this page are chosen inside the page: what it knows about a customer is sent to no one.',
};

const ES = {
  skip: 'Ir al contenido principal',
  brand: 'First Sample Bank, inicio',
  title: 'Inicio · First Sample Bank',
  nav: 'Banca en línea',
  navAccounts: 'Cuentas',
  navOffers: 'Ofertas',
  navHelp: 'Ayuda',
  language: 'Idioma',
  welcome: 'Le damos la bienvenida',
  morning: 'Buenos días, {name}',
  afternoon: 'Buenas tardes, {name}',
  evening: 'Buenas noches, {name}',
  accounts: 'Sus cuentas',
  accountsNote: 'Saldos al {day}. El saldo promedio cobrado es el del último mes completo.',
  noAccounts: 'No hay cuentas para mostrar.',
  available: 'Disponible',
  average: 'Promedio, {month}',
  unknownBalance: 'No disponible por ahora',
  evergreenHeroEyebrow: 'De First Sample Bank',
  evergreenHeroHeadline: 'Entérese al instante cuando cambie su saldo',
  evergreenHeroBody: 'Reciba alertas de saldo y de tarjeta por mensaje de texto o correo electrónico. Usted elige los montos; nosotros vigilamos.',
  evergreenHeroAction: 'Configurar alertas de cuenta',
  evergreenCardEyebrow: 'De First Sample Bank',
  evergreenCardHeadline: 'Converse con un asesor',
  evergreenCardBody: 'Reserve media hora en su sucursal o por video, cuando le convenga.',
  evergreenCardAction: 'Reservar una cita',
  tipHeading: 'Su seguridad',
  tip: 'Nunca le llamamos ni le escribimos para pedirle una contraseña o un código de un solo uso. Si alguien lo hace, cuelgue y llame al número de su tarjeta.',
  helpHeading: 'Ayuda, de día y de noche',
  imprint: 'First Sample Bank es un banco ficticio, y también lo son sus clientes. Las ofertas de esta página se eligen dentro de la página: lo que sabe de un cliente no se envía a nadie.',
};

const PRODUCTS = new Map([
  ['checking', { 'en-US': 'Checking', 'es-US': 'Cuenta corriente' }],
  ['checking_noninterest', { 'en-US': 'Everyday Checking', 'es-US': 'Cuenta corriente Everyday' }],
  ['checking_interest', { 'en-US': 'Interest Checking', 'es-US': 'Cuenta corriente con intereses' }],
  ['savings', { 'en-US': 'Savings', 'es-US': 'Cuenta de ahorros' }],
  ['credit_card', { 'en-US': 'Credit card', 'es-US': 'Tarjeta de crédito' }],
  ['mortgage', { 'en-US': 'Mortgage', 'es-US': 'Hipoteca' }],
  ['loan', { 'en-US': 'Loan', 'es-US': 'Préstamo' }],
]);

const ROLES = new Map([
  ['owner', { 'en-US': 'Owner', 'es-US': 'Titular' }],
  ['joint_owner', { 'en-US': 'Joint owner', 'es-US': 'Cotitular' }],
  ['authorized_user', { 'en-US': 'Authorized user', 'es-US': 'Usuario autorizado' }],
  ['signer', { 'en-US': 'Signer', 'es-US': 'Firmante' }],
  ['custodian', { 'en-US': 'Custodian', 'es-US': 'Custodio' }],
]);

const CLASSES = new Map([
  ['business', { 'en-US': 'Business', 'es-US': 'Empresarial' }],
  ['fiduciary', { 'en-US': 'Fiduciary', 'es-US': 'Fiduciaria' }],
  ['escrow', { 'en-US': 'Escrow', 'es-US': 'Depósito en garantía' }],
  ['retirement', { 'en-US': 'Retirement', 'es-US': 'Jubilación' }],
  ['health', { 'en-US': 'Health savings', 'es-US': 'Ahorros para la salud' }],
]);

const STATES = new Map([
  ['pending', { 'en-US': 'Opening', 'es-US': 'En apertura' }],
  ['blocked', { 'en-US': 'Blocked', 'es-US': 'Bloqueada' }],
  ['dormant', { 'en-US': 'Inactive', 'es-US': 'Inactiva' }],
  ['closed', { 'en-US': 'Closed', 'es-US': 'Cerrada' }],
  ['charged_off', { 'en-US': 'Closed', 'es-US': 'Cerrada' }],
]);

/** The languages that the bank's own pages speak. */
export const LOCALES = ['en-US', 'es-US'];

/** The bank's word `key` in `locale`, with `{name}` and the like filled in. */
export function words(locale, key, fill = new Map()) {
  const text = (locale === 'es-US' ? ES : EN)[key];
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => fill.get(name));
}

/** Writes the bank's words into every element below `root` that asks for one. */
export function speak(root, locale, fill) {
  for (const element of root.querySelectorAll('[data-words]')) {
    element.textContent = words(locale, element.dataset.words, fill);
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', words(locale, element.dataset.label, fill));
  }
}

/** What the customer calls the account: the product, else the kind. */
export function accountName(account, locale) {
  const product = Object.hasOwn(account, 'product') ? PRODUCTS.get(account.product) : undefined;
  return (product ?? PRODUCTS.get(account.kind))?.[locale] ?? account.kind.replaceAll('_', ' ');
}

/** What is special about the account, in words: role, class and state, the ordinary ones left out. */
export function accountNotes(account, locale) {
  const notes = [CLASSES.get(account.class), ROLES.get(account.role), STATES.get(account.status)];
  return notes.flatMap((note) => note?.[locale] ?? []).join(' · ');
}
