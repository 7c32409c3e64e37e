//! Single events: which ones count, and how many there must be.

use crate::explain::phrase::phrases;

phrases! {
    THERE_IS: "there is at least one of {events} in the last {days}, up to and including the data date{filters}", "hay al menos uno de {events} en los últimos {days}, hasta la fecha de los datos inclusive{filters}";
    COUNT: "the number of {events} in the last {days}, up to and including the data date{filters}, is {bound}", "el número de {events} en los últimos {days}, hasta la fecha de los datos inclusive{filters}, es {bound}";
    FIRST: "one of {events} in the last {days}, up to and including the data date{filters}, is the first in {lookback}", "uno de {events} en los últimos {days}, hasta la fecha de los datos inclusive{filters}, es el primero en {lookback}";
    FIRST_EVER: "one of {events} in the last {days}, up to and including the data date{filters}, is the first ever", "uno de {events} en los últimos {days}, hasta la fecha de los datos inclusive{filters}, es el primero de todos";
    UNKNOWN_LIST: "the events “{id}”", "los eventos “{id}”";
    OF_CLASSES: ", of the class {classes}", ", de la clase {classes}";
    OF_AMOUNT: ", of an amount {bound}", ", por un importe {bound}";
    OF_BALANCE: ", of an amount {bound} of the balance just before it (counts as not known where that balance is below {base})", ", por un importe {bound} del saldo inmediatamente anterior (se considera desconocido cuando ese saldo es inferior a {base})";
}
