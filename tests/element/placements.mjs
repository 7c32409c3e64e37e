// Placements as decisions have them.

export const ENGLISH = {
  action: { label: 'See how protection works', offer: 'OD-2026-11', url: '/products/overdraft' },
  body: 'Link your savings to your checking account, so that a payment goes through when your balance runs low.',
  campaign: 'overdraft-protection',
  disclosures: ['Transfers come from your own linked account. Fees may apply; see the account agreement.', 'Member FDIC.'],
  headline: 'Cover the unexpected with overdraft protection',
  id: 'p00000000000000a1',
  locale: 'en-US',
  slot: 'hero',
  why: 'You have a checking account with us and no overdraft protection. We choose offers on our own systems.',
};

export const SPANISH = {
  ...ENGLISH,
  action: { ...ENGLISH.action, label: 'Ver cómo funciona la protección', url: '/es/products/overdraft' },
  body: 'Vincule sus ahorros a su cuenta corriente para que un pago se realice aunque su saldo sea bajo.',
  disclosures: ['Las transferencias provienen de su propia cuenta vinculada. Pueden aplicarse cargos; consulte el contrato de la cuenta.', 'Member FDIC.'],
  headline: 'Cubra lo inesperado con protección contra sobregiros',
  id: 'p00000000000000b2',
  locale: 'es-US',
  why: 'Usted tiene una cuenta corriente con nosotros y no tiene protección contra sobregiros.',
};

export const ARABIC = {
  ...ENGLISH, headline: 'عرض من مصرفك', body: 'نص العرض', id: 'p00000000000000c3', locale: 'ar', why: 'لأن لديك حسابًا لدينا',
};

export const PICTURED = { ...ENGLISH, id: 'p00000000000000d4', image: { alt: 'An umbrella', asset: 'umbrella', sha256: 'a'.repeat(64) } };

export const inCard = (placement) => ({ ...placement, id: `${placement.id}c`, slot: 'card' });
