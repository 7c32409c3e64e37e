//! Products, kinds of accounts, and the subjects that feature ids name in their middle: `sp.home_improvement.amt90`.

use crate::explain::phrase::Phrase;

macro_rules! subjects {
    ($($id:literal: $english:literal, $spanish:literal;)*) => { &[$(($id, Phrase::new($english, $spanish))),*] };
}

/// Products, as a customer has them: `has a savings account`.
pub(crate) const PRODUCTS: &[(&str, Phrase)] = subjects! {
    "auto_loan": "an auto loan", "un préstamo para automóvil";
    "card": "a credit card of this bank", "una tarjeta de crédito de este banco";
    "cd": "a certificate of deposit", "un certificado de depósito";
    "checking": "a checking account", "una cuenta corriente";
    "checking_noninterest": "non-interest checking", "cuenta corriente sin intereses";
    "credit_card": "a credit card of this bank", "una tarjeta de crédito de este banco";
    "debit_card": "a debit card", "una tarjeta de débito";
    "heloc": "a home equity line of credit (HELOC)", "una línea de crédito sobre el valor de la vivienda (HELOC)";
    "interest_checking": "an interest checking account", "una cuenta corriente con intereses";
    "investment": "an investment account", "una cuenta de inversión";
    "money_market": "a money market account", "una cuenta de mercado monetario";
    "mortgage": "a mortgage of this bank", "una hipoteca de este banco";
    "overdraft_line": "an overdraft line of credit", "una línea de crédito para sobregiros";
    "overdraft_protection": "overdraft protection", "protección contra sobregiros";
    "personal_loan": "a personal loan of this bank", "un préstamo personal de este banco";
    "savings": "a savings account", "una cuenta de ahorros";
};

/// Kinds of accounts, in the plural.
pub(crate) const KINDS: &[(&str, Phrase)] = subjects! {
    "card": "credit card accounts", "cuentas de tarjeta de crédito";
    "cd": "certificates of deposit", "cuentas de certificado de depósito";
    "checking": "checking accounts", "cuentas corrientes";
    "investment": "investment accounts", "cuentas de inversión";
    "loan": "loan accounts", "cuentas de préstamo";
    "money_market": "money market accounts", "cuentas de mercado monetario";
    "mortgage": "mortgage accounts", "cuentas hipotecarias";
    "savings": "savings accounts", "cuentas de ahorros";
};

/// What else feature ids name.
pub(crate) const SUBJECTS: &[(&str, Phrase)] = subjects! {
    // Flows and capabilities.
    "alerts": "account alerts", "alertas de cuenta";
    "bill_pay": "bill pay", "pago de facturas";
    "card_controls": "card controls", "controles de tarjeta";
    "e_statements": "electronic statements", "estados de cuenta electrónicos";
    "mobile_deposit": "mobile deposit", "depósito móvil";
    "p2p": "person-to-person payments", "pagos entre personas";
    "travel_notice": "travel notices", "avisos de viaje";
    "wallet": "the mobile wallet", "la billetera móvil";
    // Events.
    "atm_fee": "out-of-network ATM fees", "cargos por cajeros fuera de la red";
    "nsf": "items returned unpaid", "partidas devueltas sin pagar";
    "overdraft": "overdrafts", "sobregiros";
    "payroll": "payroll deposits", "depósitos de nómina";
    "tax_refund": "tax refunds", "reembolsos de impuestos";
    "windfall": "unusually large deposits", "depósitos inusualmente grandes";
    // Spending.
    "groceries": "groceries", "supermercados";
    "home_improvement": "home improvement", "mejoras del hogar";
    "travel": "travel", "viajes";
    // Life events.
    "graduation": "graduation", "graduación";
    "home_purchase": "the purchase of a home", "la compra de una vivienda";
    "move": "a move", "una mudanza";
    "new_job": "a new job", "un nuevo empleo";
    "vehicle_purchase": "the purchase of a vehicle", "la compra de un vehículo";
    // What is held elsewhere, and what is offered here.
    "auto": "auto loans", "préstamos para automóvil";
    "card": "credit cards", "tarjetas de crédito";
    "deposit": "deposit accounts", "cuentas de depósito";
    "heloc": "home equity lines of credit", "líneas de crédito sobre el valor de la vivienda";
    "investment": "investments", "inversiones";
    "loan": "loans", "préstamos";
    "mortgage": "mortgages", "hipotecas";
    "p2p_wallet": "person-to-person payment wallets", "billeteras de pagos entre personas";
    "personal": "personal loans", "préstamos personales";
    "savings": "savings", "ahorros";
};
