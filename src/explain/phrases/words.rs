//! The words of a banner, and codes.

use crate::explain::phrase::phrases;

phrases! {
    TITLE: "Words in {locale}", "Palabras en {locale}";
    SEES: "A customer of exactly {locale} sees:", "Un cliente de exactamente {locale} ve:";
    HEADLINE: "headline: “{text}”", "titular: “{text}”";
    BODY: "text: “{text}”", "texto: “{text}”";
    ACTION: "button: “{text}”, which leads to {url} (offer {offer})", "botón: “{text}”, que lleva a {url} (oferta {offer})";
    DISCLOSURE: "disclosure: “{text}”", "aviso legal: “{text}”";
    NO_DISCLOSURE: "no disclosure", "ningún aviso legal";
    IMAGE: "picture: {asset}, described as “{text}”, with the SHA-256 {digest}", "imagen: {asset}, descrita como “{text}”, con el SHA-256 {digest}";
    NO_IMAGE: "no picture", "ninguna imagen";
    WHY: "answer to “why am I seeing this?”: “{text}”", "respuesta a “¿por qué veo esto?”: “{text}”";

    CODES_TITLE: "Codes", "Códigos";
    CODES: "Codes that it carries, which no customer sees:", "Códigos que lleva, que ningún cliente ve:";
    PRODUCT: "product: {code}", "producto: {code}";
    TOPIC: "topic: {code}", "tema: {code}";
    GROUP: "group: {code}", "grupo: {code}";
    SALT: "salt of the comparison group: {code}", "sal del grupo de comparación: {code}";
}
