//! An audit for people: the same facts as for programs, in lines.

use serde_json::Value;

use crate::cli::showing::printable;

pub(super) fn tell(told: &Value) {
    release(at(told, "release"));
    say!("\nfeatures, and what they are for");
    list(at(told, "features")).iter().for_each(feature);
    say!("\ncampaigns");
    list(at(told, "campaigns")).iter().for_each(campaign);
    say!("\nstorage");
    say!("  names  {}", text(at(at(told, "storage"), "name")));
    say!("  values {}", text(at(at(told, "storage"), "value")));
    say!("  in     {}", texts(at(at(told, "storage"), "areas")));
    for module in list(at(told, "modules")) {
        say!(
            "\nmodule {}, {} bytes, SHA-256 {}",
            text(at(module, "file")),
            at(module, "bytes"),
            text(at(module, "sha256"))
        );
        for import in list(at(module, "imports")) {
            say!("  {} {} {}", text(at(import, "module")), text(at(import, "name")), text(at(import, "kind")));
        }
    }
}

fn release(told: &Value) {
    let release = at(told, "release");
    let of = |name: &str| text(at(release, name));
    say!("release    {} for {}, environment {}", at(release, "version"), of("bank"), of("environment"));
    say!("bundle     {}", of("bundle"));
    say!(
        "sheet      {}, from {} until {}",
        of("sheet"),
        text(at(at(told, "sheet"), "not_before")),
        text(at(at(told, "sheet"), "not_after"))
    );
    say!(
        "approvals  {} of the {} that it needs",
        at(at(told, "approvals"), "found"),
        at(at(told, "approvals"), "threshold")
    );
    say!("accepted   {}", answer(at(told, "accepted")));
    say!("if signed  {}", answer(at(told, "if_approved")));
    for signature in list(at(told, "signatures")) {
        let holds = if at(signature, "holds") == &Value::Bool(true) { "holds" } else { "DOES NOT HOLD" };
        let role = at(signature, "role").as_str().unwrap_or("no role");
        say!("{:<10} {} ({role}) {holds}", text(at(signature, "of")), text(at(signature, "key")));
    }
}

fn answer(answer: &Value) -> String {
    if at(answer, "ok") == &Value::Bool(true) {
        "yes".into()
    } else {
        format!("{}: {}", text(at(answer, "code")), text(at(answer, "message")))
    }
}

fn feature(told: &Value) {
    let readers = if list(at(told, "read_by")).is_empty() { "nothing".into() } else { texts(at(told, "read_by")) };
    let basis = if list(at(told, "basis")).is_empty() { "none".into() } else { texts(at(told, "basis")) };
    say!("  {}@{}: {}", text(at(told, "feature")), at(told, "version"), text(at(told, "description")));
    say!(
        "    {}, from {} ({}), for {}, sensitivity {}, basis {basis}",
        text(at(told, "type")),
        text(at(told, "source")),
        text(at(told, "provenance")),
        text(at(told, "purpose")),
        at(told, "sensitivity")
    );
    say!(
        "    read by {readers}{}",
        if at(told, "holdout") == &Value::Bool(true) { ", and the comparison group" } else { "" }
    );
}

fn campaign(told: &Value) {
    say!("  {}: {} ({})", text(at(told, "campaign")), text(at(told, "name")), standing(told));
    for read in list(at(told, "reads")) {
        say!("    reads  {} in {}", text(at(read, "feature")), texts(at(read, "in")));
    }
    for (word, field, name) in [("leads", "links", "url"), ("offer", "offers", "offer"), ("shows", "pictures", "asset")]
    {
        for one in list(at(told, field)) {
            say!("    {word}  {} in {}{}", text(at(one, name)), text(at(one, "locale")), place(one));
        }
    }
    for notice in list(at(told, "notifications")) {
        let values = if list(at(notice, "values")).is_empty() { "nothing".into() } else { texts(at(notice, "values")) };
        let again = match text(at(notice, "again")).as_str() {
            "once" => "once".into(),
            span => format!("each {span}"),
        };
        say!("    tells  {}, {again}, with {values} beside", text(at(notice, "notice")));
    }
}

/// Whether a campaign may run, and why not: what the vendor proposes is no approval.
fn standing(told: &Value) -> String {
    let is = |name: &str| at(told, name) == &Value::Bool(true);
    match text(at(told, "verdict")).as_str() {
        _ if is("denied") => "denied by the page's policy: it does not run".into(),
        "approved" if is("signed_off") => "approved, signed off".into(),
        "approved" => "proposed as approved; the sheet lacks approvals".into(),
        verdict => format!("{verdict}: it does not run"),
    }
}

/// The variant or arm whose words these are; nothing for the campaign's own.
fn place(banner: &Value) -> String {
    match at(banner, "name").as_str() {
        Some(name) => format!(", {} {}", text(at(banner, "of")), printable(name)),
        None => String::new(),
    }
}

/// The field `name` of `value`; null where there is none.
fn at<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&Value::Null)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    printable(value.as_str().unwrap_or_default())
}

fn texts(value: &Value) -> String {
    list(value).iter().map(text).collect::<Vec<_>>().join(", ")
}
