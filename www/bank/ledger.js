// What the demo bank's own core has beside the vector: digits of account numbers and movements. Its pages show them; no decision reads
// them, and they never come near the module.

/** The ledger of one customer's accounts, in the order of the vector's. */
export class Ledger {
  #customers;

  /** @param customers of `ledger.json`; none where it could not be had: then the page shows balances alone */
  constructor(customers) {
    this.#customers = new Map(Object.entries(customers));
  }

  /** The account at `place` of the customer: its last digits, or null, and its movements, newest first, none where none are known. */
  account(customer, place) {
    const account = this.#customers.get(customer)?.[place];
    return account ?? { ending: null, pending: [], posted: [] };
  }
}

/** The current balance in minor units: what is available, and what is held for pending payments. */
export function currentBalance(available, { pending }) {
  return pending.reduce((sum, { amount }) => sum - minorOf(amount), minorOf(available));
}

/** Decimal text of two digits in minor units. */
function minorOf(decimal) {
  return Number(decimal.replace('.', ''));
}

/** The day that lies `days` before the vector's own. */
export function dayBefore(asOf, days) {
  return new Date(Date.parse(`${asOf}T00:00:00Z`) - days * 86_400_000);
}
