//! Accounts: which ones are meant, and what must hold for them.

use crate::explain::phrase::phrases;

phrases! {
    // Which accounts: status, class, kind, product, role. The Spanish ones name their owner, the English ones follow "the customer's".
    ACCOUNTS: "{statuses} {classes} {kind}, {roles}", "{kind} {statuses} {classes} del cliente, {roles}";
    ACCOUNTS_OF_PRODUCT: "{statuses} {classes} {kind} of the product “{product}”, {roles}", "{kind} {statuses} {classes} del cliente, del producto “{product}”, {roles}";
    OF_KIND: "accounts of the kind “{kind}”", "cuentas del tipo “{kind}”";

    OPEN: "open", "abiertas";
    PENDING: "pending", "en trámite";
    BLOCKED: "blocked", "bloqueadas";
    DORMANT: "dormant", "inactivas";
    CLOSED: "closed", "cerradas";
    CHARGED_OFF: "charged-off", "dadas de baja en libros";

    CONSUMER: "consumer", "de uso personal";
    BUSINESS: "business", "comerciales";
    FIDUCIARY: "fiduciary", "fiduciarias";
    ESCROW: "escrow", "de depósito en garantía";
    RETIREMENT: "retirement", "de jubilación";
    HEALTH: "health-savings", "de ahorros para la salud";

    OWNED_EITHER_WAY: "owned alone or jointly", "de titularidad individual o conjunta";
    WITH_ROLES: "where the customer is {roles}", "en las que el cliente es {roles}";
    OWNER: "the sole or first owner", "el titular único o principal";
    JOINT_OWNER: "a joint owner", "cotitular";
    AUTHORIZED_USER: "an authorized user", "usuario autorizado";
    SIGNER: "an authorized signer", "firmante autorizado";
    CUSTODIAN: "a custodian", "custodio";

    // What must hold for them.
    IN_ANY: "in at least one of the customer's {accounts}, {clause}", "en al menos una de las {accounts}, {clause}";
    IN_ANY_AT_ONCE: "in at least one of the customer's {accounts}, all of these hold for that same account:", "en al menos una de las {accounts}, se cumple todo lo siguiente para esa misma cuenta:";
    IN_EVERY: "the customer has {accounts}, and in each of them {clause}", "hay {accounts}, y en cada una de ellas {clause}";
    IN_EVERY_AT_ONCE: "the customer has {accounts}, and in each of them all of these hold:", "hay {accounts}, y en cada una de ellas se cumple todo lo siguiente:";
    COUNT: "the number of the customer's {accounts}, is {bound}", "el número de {accounts}, es {bound}";
    COUNT_WHERE: "the number of the customer's {accounts}, is {bound}, counting those in which {clause}", "el número de {accounts}, es {bound}, contando aquellas en las que {clause}";
    COUNT_WHERE_ALL: "the number of the customer's {accounts}, is {bound}, counting those for which all of these hold:", "el número de {accounts}, es {bound}, contando aquellas para las que se cumple todo lo siguiente:";
    COMBINED: "the sum of {operand} over all of the customer's {accounts}, is {bound}", "la suma de {operand} en todas las {accounts}, es {bound}";
    AS_WELL_AS: "{accounts}, as well as {more}", "{accounts}, así como {more}";
}
