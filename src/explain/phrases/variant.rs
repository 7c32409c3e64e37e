//! Variants of the words by where customers bank.

use crate::explain::phrase::phrases;

phrases! {
    OF_VARIANTS: "Other words in some places", "Otras palabras en algunos lugares";
    IN_ORDER: "Whoever sees it sees the words of the first of these variants whose condition holds, and else the campaign's own; none of them decides who sees it:", "Quien lo ve, ve las palabras de la primera de estas variantes cuya condición se cumple, y si no, las de la propia campaña; ninguna decide quién lo ve:";
    WHERE: "“{variant}”, where {clause}", "“{variant}”, donde {clause}";
    WORDS: "Words in {locale}, variant “{variant}”", "Palabras en {locale}, variante “{variant}”";
    SEES: "A customer of exactly {locale} for whom the variant “{variant}” is sees:", "Un cliente de exactamente {locale} a quien corresponde la variante “{variant}” ve:";
}
