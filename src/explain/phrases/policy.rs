//! The bank's policy as a whole.

use crate::explain::phrase::phrases;

phrases! {
    // What the parts of the text are about.
    OF_CONTACT: "How often", "Con qué frecuencia";
    OF_DAYS: "Business days", "Días hábiles";
    OF_HOLDOUT: "Comparison group", "Grupo de comparación";
    OF_PAGES: "Quiet pages", "Páginas sin anuncios";
    OF_NEVER: "Never when", "Nunca cuando";
    OF_SUBSTITUTES: "What counts as owning a product", "Qué cuenta como tener un producto";

    TITLE: "What holds for all campaigns", "Lo que rige para todas las campañas";
    CONTACT: "No promotional message is shown:", "No se muestra ningún mensaje promocional:";
    NO_CONTACT: "How often a promotional message is shown each campaign says for itself.", "Cada campaña indica con qué frecuencia se muestra.";
    DAYS: "Every day is a business day but these:", "Todos los días son hábiles menos estos:";
    WEEKDAY: "every {day}", "todos los {day}";
    HOLDOUT: "{share} of households are kept as a comparison group and see no promotion at all.", "El {share} de los hogares se reserva como grupo de comparación y no ve ninguna promoción.";
    NO_HOLDOUT: "No household is kept as a comparison group for all promotions.", "Ningún hogar se reserva como grupo de comparación para todas las promociones.";
    PAGES: "Nothing is shown on these pages:", "No se muestra nada en estas páginas:";
    NO_PAGES: "Something may be shown on every page.", "Puede mostrarse algo en todas las páginas.";
    NEVER: "A campaign is never shown when one of these holds, or is not known:", "Una campaña no se muestra nunca cuando se cumple, o no se sabe, alguna de estas condiciones:";
    NO_NEVER: "Nothing keeps every campaign away.", "Nada impide mostrar todas las campañas.";
    ALL_MESSAGES: "[all messages, {categories}]", "[todos los mensajes, {categories}]";
    PROMOTIONS: "[promotional messages only, {categories}]", "[solo mensajes promocionales, {categories}]";
    ALL_CATEGORIES: "all kinds of offers", "todo tipo de ofertas";
    SUBSTITUTES: "Who has one of these counts as having the product beside it:", "Quien tiene uno de estos cuenta como que tiene el producto indicado:";
    SUBSTITUTE: "{product}: {others}", "{product}: {others}";

    // Days of the week.
    MONDAY: "Monday", "lunes";
    TUESDAY: "Tuesday", "martes";
    WEDNESDAY: "Wednesday", "miércoles";
    THURSDAY: "Thursday", "jueves";
    FRIDAY: "Friday", "viernes";
    SATURDAY: "Saturday", "sábados";
    SUNDAY: "Sunday", "domingos";
}
