// What the bank calls its accounts, products and movements, in the two languages of its pages.

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

/** What the bank calls its products and topics; a campaign names them by these ids. */
const OFFERED = new Map([
  ['overdraft_protection', { 'en-US': 'overdraft protection', 'es-US': 'protección contra sobregiros' }],
  ['interest_checking', { 'en-US': 'Interest Checking', 'es-US': 'cuenta corriente con intereses' }],
  ['card', { 'en-US': 'credit cards', 'es-US': 'tarjetas de crédito' }],
  ['personal_loan', { 'en-US': 'personal loans', 'es-US': 'préstamos personales' }],
  ['savings', { 'en-US': 'savings accounts', 'es-US': 'cuentas de ahorros' }],
  ['cards', { 'en-US': 'cards', 'es-US': 'tarjetas' }],
  ['lending', { 'en-US': 'loans', 'es-US': 'préstamos' }],
  ['deposits', { 'en-US': 'deposits', 'es-US': 'depósitos' }],
  ['overdraft', { 'en-US': 'overdrafts', 'es-US': 'sobregiros' }],
  ['payments', { 'en-US': 'payments', 'es-US': 'pagos' }],
]);

/** Movements of an account, by kind. */
const MOVEMENTS = new Map([
  ['card', { 'en-US': 'Card payment', 'es-US': 'Pago con tarjeta' }],
  ['payroll', { 'en-US': 'Payroll', 'es-US': 'Nómina' }],
  ['refund', { 'en-US': 'Income tax refund', 'es-US': 'Reembolso de impuestos' }],
  ['bill', { 'en-US': 'Bill payment', 'es-US': 'Pago de factura' }],
  ['transfer', { 'en-US': 'Transfer', 'es-US': 'Transferencia' }],
  ['interest', { 'en-US': 'Interest', 'es-US': 'Intereses' }],
  ['opening', { 'en-US': 'First deposit', 'es-US': 'Primer depósito' }],
]);

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

/** What the bank calls a product or topic; its id as words where it has no name. */
export function offeredName(id, locale) {
  return OFFERED.get(id)?.[locale] ?? id.replaceAll('_', ' ');
}

/** What kind of movement it is. */
export function movementName(kind, locale) {
  return MOVEMENTS.get(kind)?.[locale] ?? kind;
}
