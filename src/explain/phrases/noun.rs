//! Features as nouns: `the average collected balance`.
//!
//! `*` in an id stands for any one part, which `{subject}` names where it is known and `{part}` quotes; `#` stands for a number at
//! the end of a part, `{days}`: `sp.*.amt#` is `sp.travel.amt90`.

use crate::explain::phrase::Phrase;

macro_rules! nouns {
    ($($id:literal: $english:literal, $spanish:literal;)*) => { &[$(($id, Phrase::new($english, $spanish))),*] };
}

/// The id and its noun, with article, in the singular.
pub(crate) const NOUNS: &[(&str, Phrase)] = nouns! {
    // Balances.
    "acct.days_open": "the number of days that the account has been open", "el número de días desde la apertura de la cuenta";
    "bal.acb": "the average collected balance", "el saldo promedio cobrado";
    "bal.adb": "the average daily balance", "el saldo diario promedio";
    "bal.avail": "the available balance", "el saldo disponible";
    "bal.collected": "the collected balance", "el saldo cobrado";
    "bal.combined": "the combined balance", "el saldo combinado";
    "bal.deposits.by_category.max": "the largest total of deposits in one ownership category", "el mayor total de depósitos en una categoría de titularidad";
    "bal.ledger": "the ledger balance", "el saldo contable";
    "bal.min": "the lowest balance", "el saldo mínimo";
    "fc.confidence_bp": "the confidence of the balance forecast", "la confianza del pronóstico de saldo";
    "fc.min_avail.h#": "the lowest available balance forecast for the {days} days after the data date", "el saldo disponible más bajo previsto para los {days} días posteriores a la fecha de los datos";
    "fee.minbal_breach.cnt#": "the number of times that the balance fell under the account's required minimum in the {days} days up to the data date", "el número de veces que el saldo bajó del mínimo exigido de la cuenta en los {days} días hasta la fecha de los datos";
    "flow.out.p90m": "the 90th percentile of monthly outflows", "el percentil 90 de las salidas mensuales";

    // Transactions and events.
    "cnt.*.#": "the number of {subject} in the {days} days up to the data date", "el número de {subject} en los {days} días hasta la fecha de los datos";
    "ev.credit.median#m": "the median deposit of the {days} months up to the data date", "el depósito mediano de los {days} meses hasta la fecha de los datos";
    "ev.credit.n#m": "the number of deposits in the {days} months up to the data date", "el número de depósitos en los {days} meses hasta la fecha de los datos";
    "ev.max_credit.d#": "the largest single deposit in the {days} days up to the data date", "el mayor depósito individual en los {days} días hasta la fecha de los datos";
    "ev.max_debit.d#": "the largest single withdrawal in the {days} days up to the data date", "el mayor retiro individual en los {days} días hasta la fecha de los datos";
    "ev.max_debit.prior_eod": "the balance before the largest withdrawal", "el saldo anterior al mayor retiro";
    "ev.tax_refund.amt": "the amount of the last tax refund", "el importe del último reembolso de impuestos";
    "ev.tax_refund.date": "the date of the last tax refund", "la fecha del último reembolso de impuestos";
    "ev.windfall.date": "the date of the last unusually large deposit", "la fecha del último depósito inusualmente grande";
    "hist.complete_since": "the date from which on all events are known", "la fecha desde la que se conocen todos los eventos";
    "last.*": "the date of the last of the customer's {subject}", "la fecha del último caso de {subject} del cliente";

    // Income.
    "pay.first_seen": "the date of the first direct deposit of the present payroll", "la fecha del primer depósito directo de la nómina actual";
    "pay.median.last#": "the median of the last {days} paychecks", "la mediana de los últimos {days} pagos de nómina";
    "pay.median.prev#": "the median of the {days} paychecks before those", "la mediana de los {days} pagos de nómina anteriores a esos";
    "pay.misses": "the number of expected paychecks that did not arrive", "el número de pagos de nómina esperados que no llegaron";
    "pay.next_date": "the date of the next expected paycheck", "la fecha del próximo pago de nómina esperado";
    "pay.source_count": "the number of payroll sources", "el número de fuentes de nómina";

    // Spending, lifestyle, what is held elsewhere, intent.
    "hw.*.amt#": "the total of payments for {subject} elsewhere in the {days} days up to the data date", "el total de pagos de {subject} en otra entidad en los {days} días hasta la fecha de los datos";
    "hw.*.cnt#": "the number of payments for {subject} elsewhere in the {days} days up to the data date", "el número de pagos de {subject} en otra entidad en los {days} días hasta la fecha de los datos";
    "hw.*.last_date": "the date of the last payment for {subject} elsewhere", "la fecha del último pago de {subject} en otra entidad";
    "int.*.last": "the date of the last visit to the pages on {subject}", "la fecha de la última visita a las páginas sobre {subject}";
    "int.*.views#": "the number of visits to the pages on {subject} in the {days} days up to the data date", "el número de visitas a las páginas sobre {subject} en los {days} días hasta la fecha de los datos";
    "int.calc.*.last": "the date of the last use of the calculator for {subject}", "la fecha del último uso de la calculadora de {subject}";
    "le.*.date": "the date of the last life event “{part}”", "la fecha del último acontecimiento “{part}”";
    "ls.*.conf_bp": "the confidence of the lifestyle indicator “{part}”", "la confianza del indicador de estilo de vida “{part}”";
    "ls.*.last_seen": "the date on which the lifestyle indicator “{part}” was last seen", "la fecha en que se observó por última vez el indicador de estilo de vida “{part}”";
    "sp.*.amt#": "the spending on {subject} in the {days} days up to the data date", "el gasto en {subject} en los {days} días hasta la fecha de los datos";
    "sp.*.cnt#": "the number of purchases for {subject} in the {days} days up to the data date", "el número de compras de {subject} en los {days} días hasta la fecha de los datos";
    "sp.*.share_bp": "the share of {subject} in all spending", "la parte de {subject} en todo el gasto";
    "sub.active_n": "the number of active subscriptions", "el número de suscripciones activas";
    "sub.monthly_amt": "the monthly total of subscriptions", "el total mensual de suscripciones";

    // Series of bills, subscriptions and pay.
    "rec.*.expected_date": "the expected date of the next payment in the series “{part}”", "la fecha esperada del próximo pago de la serie “{part}”";
    "rec.*.last_amt": "the amount of the last payment in the series “{part}”", "el importe del último pago de la serie “{part}”";
    "rec.*.last_date": "the date of the last payment in the series “{part}”", "la fecha del último pago de la serie “{part}”";
    "rec.*.median": "the median payment in the series “{part}”", "el pago mediano de la serie “{part}”";
    "rec.*.misses": "the number of payments missing in the series “{part}”", "el número de pagos que faltan en la serie “{part}”";
    "rec.*.n": "the number of payments in the series “{part}”", "el número de pagos de la serie “{part}”";

    // Digital and product activation.
    "card.first_use_at": "the date of the first use of the card", "la fecha del primer uso de la tarjeta";
    "card.issued_at": "the date on which the card was issued", "la fecha de emisión de la tarjeta";
    "dig.last_login": "the date of the last login", "la fecha del último inicio de sesión";
    "feat.*.last_used": "the date of the last use of {subject}", "la fecha del último uso de {subject}";
    "fn.*.at": "the date on which the customer's progress with {subject} last changed", "la fecha en que cambió por última vez el avance del cliente con {subject}";
    "fn.*.state": "the customer's progress with {subject}", "el avance del cliente con {subject}";

    // Product lifecycle and profile.
    "app.*.at": "the date on which the state of the application for {product} last changed", "la fecha en que cambió por última vez el estado de la solicitud de {product}";
    "app.*.state": "the state of the application for {product}", "el estado de la solicitud de {product}";
    "card.promo_end": "the date on which the card's promotional rate ends", "la fecha en que termina la tasa promocional de la tarjeta";
    "card.util_bp": "the share of the credit limit in use", "la parte utilizada del límite de crédito";
    "cd.grace_end": "the date on which the grace period of the certificate of deposit ends", "la fecha en que termina el período de gracia del certificado de depósito";
    "cd.next_maturity": "the date on which the next certificate of deposit matures", "la fecha de vencimiento del próximo certificado de depósito";
    "exp.bucket": "the household's bucket for comparison groups", "el número del hogar para los grupos de comparación";
    "geo.branch": "the customer's home branch", "la sucursal del cliente";
    "geo.region": "the region of the customer's home branch", "la región de la sucursal del cliente";
    "lang.pref": "the customer's preferred language", "el idioma preferido del cliente";
    "lease.end": "the date on which the lease ends", "la fecha en que termina el arrendamiento";
    "loan.*.balance": "the balance of the loan “{part}”", "el saldo del préstamo “{part}”";
    "loan.*.paid_bp": "the paid share of the loan “{part}”", "la parte pagada del préstamo “{part}”";
    "loan.*.payoff_date": "the date on which the loan “{part}” was paid off", "la fecha en que se liquidó el préstamo “{part}”";
    "loan.*.remaining_n": "the number of payments left on the loan “{part}”", "el número de pagos pendientes del préstamo “{part}”";
    "loan.*.status": "the status of the loan “{part}”", "la situación del préstamo “{part}”";
    "own.*.status": "the status of {product}", "la situación de {product}";
    "own.count": "the number of products that the customer has", "el número de productos que tiene el cliente";
    "rate.reset_date": "the date on which the interest rate is reset", "la fecha en que se ajusta la tasa de interés";
    "role.*": "the customer's role for {product}", "el papel del cliente respecto de {product}";
    "score.*.decile": "the decile of the bank's score “{part}”", "el decil de la puntuación “{part}” del banco";
    "seg.line": "the customer's line of business with the bank", "la línea de negocio del cliente en el banco";
    "ten.months": "the time since the customer's first account was opened", "el tiempo desde la apertura de la primera cuenta del cliente";

    // Contact.
    "ct.imp#": "the number of offers seen in the {days} days up to the data date", "el número de ofertas vistas en los {days} días hasta la fecha de los datos";
    "ct.last_dismiss.*": "the date on which the offer “{part}” was last dismissed", "la fecha en que se descartó por última vez la oferta “{part}”";
    "sup.until": "the date until which the bank withholds promotions", "la fecha hasta la que el banco no hace promociones";
};

/// Of a feature without a noun.
pub(crate) const OTHER: Phrase = Phrase::new("the value “{id}”", "el valor “{id}”");
