//! Flags: what is said of a customer for whom the flag is true, and for whom it is false.
//!
//! `*` in an id stands for any one part, which `{subject}` names.

use crate::explain::phrase::Phrase;

macro_rules! flags {
    ($($id:literal:
        $english:literal / $not_english:literal,
        $spanish:literal / $not_spanish:literal;)*) => {
        &[$(($id, Phrase::new($english, $spanish), Phrase::new($not_english, $not_spanish))),*]
    };
}

/// The id, what TRUE says, what FALSE says.
pub(crate) const FLAGS: &[(&str, Phrase, Phrase)] = flags! {
    "card.activated":
        "the card is activated" / "the card is not activated",
        "la tarjeta está activada" / "la tarjeta no está activada";
    "cd.auto_renew":
        "the certificate of deposit renews itself" / "the certificate of deposit does not renew itself",
        "el certificado de depósito se renueva solo" / "el certificado de depósito no se renueva solo";
    "ever.*":
        "there has been at least one case of {subject}" / "there has never been a case of {subject}",
        "ha habido al menos un caso de {subject}" / "nunca ha habido un caso de {subject}";
    "feat.*.available":
        "{subject} can be offered to the customer" / "{subject} cannot be offered to the customer",
        "se puede ofrecer {subject} al cliente" / "no se puede ofrecer {subject} al cliente";
    "feat.*.enrolled":
        "the customer has turned on {subject}" / "the customer has not turned on {subject}",
        "el cliente ha activado {subject}" / "el cliente no ha activado {subject}";
    "home.owner_flag":
        "the customer owns a home" / "the customer does not own a home",
        "el cliente es propietario de una vivienda" / "el cliente no es propietario de una vivienda";
    "hw.*.present":
        "the customer makes payments for {subject} elsewhere" / "the customer makes no payments for {subject} elsewhere",
        "el cliente hace pagos de {subject} en otra entidad" / "el cliente no hace pagos de {subject} en otra entidad";
    "inc.any_regular":
        "the customer has a regular direct deposit of any kind" / "the customer has no regular direct deposit of any kind",
        "el cliente recibe algún depósito directo periódico" / "el cliente no recibe ningún depósito directo periódico";
    "is_minor":
        "the customer is a minor" / "the customer is not a minor",
        "el cliente es menor de edad" / "el cliente no es menor de edad";
    "list.*":
        "the customer is on the bank's list “{part}”" / "the customer is not on the bank's list “{part}”",
        "el cliente está en la lista “{part}” del banco" / "el cliente no está en la lista “{part}” del banco";
    "opt.affiliate":
        "the customer has opted out of marketing by affiliates" / "the customer has not opted out of marketing by affiliates",
        "el cliente ha optado por no recibir publicidad de empresas afiliadas" / "el cliente no ha optado por dejar de recibir publicidad de empresas afiliadas";
    "opt.gdpr21":
        "the customer has objected to direct marketing" / "the customer has not objected to direct marketing",
        "el cliente se ha opuesto al marketing directo" / "el cliente no se ha opuesto al marketing directo";
    "opt.marketing":
        "the customer has opted out of marketing" / "the customer has not opted out of marketing",
        "el cliente ha optado por no recibir publicidad" / "el cliente no ha optado por dejar de recibir publicidad";
    "own.*":
        "the customer has {product}" / "the customer does not have {product}",
        "el cliente tiene {product}" / "el cliente no tiene {product}";
    "pay.present":
        "the customer has regular direct deposit of pay" / "the customer has no regular direct deposit of pay",
        "el cliente recibe su nómina por depósito directo" / "el cliente no recibe su nómina por depósito directo";
    "sup.all":
        "the bank withholds all promotions from the customer" / "the bank does not withhold all promotions from the customer",
        "el banco no hace ninguna promoción al cliente" / "el banco no excluye al cliente de todas las promociones";
    "sup.credit":
        "the bank withholds promotions of credit from the customer" / "the bank does not withhold promotions of credit from the customer",
        "el banco no promociona crédito al cliente" / "el banco no excluye al cliente de las promociones de crédito";
    "sup.deposit":
        "the bank withholds promotions of deposit accounts from the customer" / "the bank does not withhold promotions of deposit accounts from the customer",
        "el banco no promociona cuentas de depósito al cliente" / "el banco no excluye al cliente de las promociones de cuentas de depósito";
    "sup.invest":
        "the bank withholds promotions of investments from the customer" / "the bank does not withhold promotions of investments from the customer",
        "el banco no promociona inversiones al cliente" / "el banco no excluye al cliente de las promociones de inversiones";
    "sup.service":
        "the bank keeps a quiet time with the customer" / "the bank does not keep a quiet time with the customer",
        "el banco mantiene un período de silencio con el cliente" / "el banco no mantiene un período de silencio con el cliente";
};

/// Of a flag without a phrase: what TRUE and FALSE say.
pub(crate) const OTHER: (Phrase, Phrase) = (
    Phrase::new("the bank's flag “{id}” is set", "el indicador “{id}” del banco está activo"),
    Phrase::new("the bank's flag “{id}” is not set", "el indicador “{id}” del banco no está activo"),
);
