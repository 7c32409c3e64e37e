//! Periods as nouns: `the last full calendar month`. The data date is the day up to whose end the vector's values are computed.

use crate::explain::phrase::phrases;

phrases! {
    // Calendar months.
    MONTH_0: "the calendar month of the data date so far", "el mes calendario de la fecha de los datos hasta esa fecha";
    MONTH_0_FULL: "the calendar month of the data date, once it is full", "el mes calendario de la fecha de los datos, una vez completo";
    MONTH_1: "the last full calendar month", "el último mes calendario completo";
    MONTH_1_PARTIAL: "the last calendar month, even if only partly covered", "el último mes calendario, aunque solo se haya cubierto en parte";
    MONTH_2: "the full calendar month before the last one", "el penúltimo mes calendario completo";
    MONTH_2_PARTIAL: "the calendar month before the last one, even if only partly covered", "el penúltimo mes calendario, aunque solo se haya cubierto en parte";
    MONTH_N: "the full calendar month {n} months before that of the data date", "el mes calendario completo situado {n} meses antes del de la fecha de los datos";
    MONTH_N_PARTIAL: "the calendar month {n} months before that of the data date, even if only partly covered", "el mes calendario situado {n} meses antes del de la fecha de los datos, aunque solo se haya cubierto en parte";
    MONTHS_LAST: "the last {n} full calendar months", "los últimos {n} meses calendario completos";
    MONTHS_LAST_PARTIAL: "the last {n} calendar months, even those only partly covered", "los últimos {n} meses calendario, aunque alguno solo se haya cubierto en parte";
    MONTHS_ENDING: "the {n} calendar months in a row that end with {period}", "los {n} meses calendario seguidos que terminan con {period}";

    // Statement cycles.
    CYCLE_0: "the statement cycle of the data date so far", "el ciclo de estado de cuenta de la fecha de los datos hasta esa fecha";
    CYCLE_0_FULL: "the statement cycle of the data date, once it is full", "el ciclo de estado de cuenta de la fecha de los datos, una vez completo";
    CYCLE_1: "the last full statement cycle", "el último ciclo de estado de cuenta completo";
    CYCLE_1_PARTIAL: "the last statement cycle, even if only partly covered", "el último ciclo de estado de cuenta, aunque solo se haya cubierto en parte";
    CYCLE_2: "the full statement cycle before the last one", "el penúltimo ciclo de estado de cuenta completo";
    CYCLE_2_PARTIAL: "the statement cycle before the last one, even if only partly covered", "el penúltimo ciclo de estado de cuenta, aunque solo se haya cubierto en parte";
    CYCLE_N: "the full statement cycle {n} cycles before that of the data date", "el ciclo de estado de cuenta completo situado {n} ciclos antes del de la fecha de los datos";
    CYCLE_N_PARTIAL: "the statement cycle {n} cycles before that of the data date, even if only partly covered", "el ciclo de estado de cuenta situado {n} ciclos antes del de la fecha de los datos, aunque solo se haya cubierto en parte";
    CYCLES_LAST: "the last {n} full statement cycles", "los últimos {n} ciclos de estado de cuenta completos";
    CYCLES_LAST_PARTIAL: "the last {n} statement cycles, even those only partly covered", "los últimos {n} ciclos de estado de cuenta, aunque alguno solo se haya cubierto en parte";
    CYCLES_ENDING: "the {n} statement cycles in a row that end with {period}", "los {n} ciclos de estado de cuenta seguidos que terminan con {period}";

    // Days.
    DAY_0: "the data date", "la fecha de los datos";
    DAY_1: "the last business day before the data date", "el último día hábil anterior a la fecha de los datos";
    DAY_N: "the business day {n} business days before the data date", "el día hábil situado {n} días hábiles antes de la fecha de los datos";
    DAYS_LAST: "the last {n} business days up to the data date", "los últimos {n} días hábiles hasta la fecha de los datos";
    DAYS_ENDING: "the {n} business days in a row that end with {period}", "los {n} días hábiles seguidos que terminan con {period}";

    // Where a value has no periods.
    AS_OF: "{noun} as of the data date", "{noun} a la fecha de los datos";
    OF: "{noun} of {period}", "{noun} de {period}";
    WINDOW: "{noun} in the {days} days up to the data date", "{noun} en los {days} días hasta la fecha de los datos";
}
