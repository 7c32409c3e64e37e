//! The pages about triggers and suppressions: every block on them is read and compiled, and nothing is left out.

use std::fs;

use tellerside::author::finding::{Findings, Source};
use tellerside::author::{campaign, catalogue, policy, standard};
use tellerside::feature::Catalogue;

/// The triggers of the rule book, in its order.
const TRIGGERS: &str = "
    balance.level balance.cross balance.change_amount balance.change_percent balance.consecutive balance.trend
    balance.min_breach balance.idle_excess balance.low_forecast balance.insured_limit
    txn.amount txn.pct_of_balance txn.pct_of_usual event.count event.first event.absent event.sequence
    event.recurring_change event.recurring_missed event.fee event.overdraft event.nsf
    event.duplicate_charge event.foreign_txn event.cash_advance calendar.date
    income.payroll_present income.payroll_new income.payroll_increase income.payroll_stopped income.tax_refund
    income.windfall
    spend.category spend.subscription spend.travel spend.home_improvement lifestyle.has lifestyle.life_event
    competitive.card_on_file competitive.loan competitive.mortgage competitive.deposit competitive.investment
    competitive.p2p_wallet intent.rate_shop intent.page_or_search
    feature.unused feature.started_not_finished digital.enrolment digital.first_session digital.login_after_absence
    card.not_activated card.no_first_use
    product.owns product.lacks product.count product.eligible_upgrade cd.maturity loan.payoff_near loan.just_paid_off
    card.utilisation card.promo_expiry rate.reset_near lease_end tenure geo.branch_region profile.segment
    profile.language list.member score.band session.context exp.bucket all any not at_least
";

/// The suppressions of the rule book, in its order; caps once a scope.
const SUPPRESSIONS: &str = "
    optout.marketing optout.affiliate_marketing optout.affiliate_sharing optout.prescreen objection.gdpr21
    consent.storage_denied minor deceased estate bankruptcy legal_hold
    fraud_open dispute_open service_issue complaint_open hardship vulnerable bereavement divorce
    recent_decline counter_offer_pending credit_policy delinquent charge_off overdrawn_now excess_od
    owns_product pending_application recently_closed recently_opened
    employee insider state_not_offered business_account_context fiduciary_view delegate_session blackout
    cap.campaign cap.category cap.global cooldown conflict_group priority_lost quiet.task_page holdout
";

fn page(name: &str) -> String {
    fs::read_to_string(format!("{}/src/campaign/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn standard() -> Catalogue {
    catalogue::read(&Source::new("catalogue.yaml", standard::CATALOGUE.into())).unwrap().catalogue
}

/// The third-level sections of a page: the title, and the YAML in it.
fn sections(page: &str) -> Vec<(&str, Vec<&str>)> {
    let section = |text| {
        let (title, rest): (&str, &str) = str::split_once(text, '\n').unwrap();
        let blocks = rest.split("```yaml\n").skip(1).map(|block| block.split("```").next().unwrap());
        (title, blocks.collect())
    };
    page.split("\n### ").skip(1).map(section).collect()
}

/// The texts in backticks in the column `n` of each row of a table of the page that starts with one of `starts`.
fn column(page: &str, starts: impl Fn(&str) -> bool, n: usize) -> Vec<&str> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && starts(line));
    rows.flat_map(|row| row.split('|').nth(n).unwrap().split('`').skip(1).step_by(2)).collect()
}

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

fn told(findings: &Findings) -> Vec<String> {
    findings.0.iter().map(|finding| format!("{} {:?}", finding.message, finding.help)).collect()
}

/// The policy with the fields in `fields`.
fn check_policy(fields: &str, because: &str) {
    let text = format!(
        "policy: 1
{fields}quiet_pages: [pay.confirm]
global_holdout_bp: 0
calendar: {{weekend: [sat, sun], holidays: []}}
"
    );
    let read = policy::read(&Source::new("policy.yaml", text), &standard());
    read.unwrap_or_else(|findings| panic!("{because}: {:#?}\n{fields}", told(&findings)));
}

/// A campaign with the field `name`, whose value is `block`.
fn check_campaign(name: &str, block: &str, because: &str) {
    let when = if name == "when" { "" } else { "when: {flag: pay.present}\n" };
    let indented: String = block.lines().map(|line| format!("  {line}\n")).collect();
    check_fields(&format!("{when}{name}:\n{indented}"), because);
}

/// A campaign with the fields in `fields`.
fn check_fields(fields: &str, because: &str) {
    let text = format!(
        "campaign: c
name: n
category: service
class: promotional
schedule: {{from: 2026-01-01T00:00:00Z, until: 2036-01-01T00:00:00Z}}
slots: [hero]
priority: 50
default_locale: en-US
creatives: {{en-US: {{headline: a, body: b, action: {{label: c, url: /d, offer: e}}, why: f}}}}
{fields}"
    );
    let read = campaign::read(&Source::new("c.yaml", text), &standard(), &[]);
    read.unwrap_or_else(|findings| panic!("{because}: {:#?}\n{fields}", told(&findings)));
}

#[test]
fn each_of_the_sixty_triggers_is_a_form_that_compiles() {
    let page = page("TRIGGERS.md");
    let numbered = |line: &str| line[2..].starts_with(|c: char| c.is_ascii_digit());
    assert_eq!(column(&page, numbered, 2), words(TRIGGERS), "every trigger once, in order");
    let sections = sections(&page);
    assert_eq!(sections.len(), 60);
    let mut blocks = 0;
    for (n, (title, yaml)) in (1..).zip(&sections) {
        let ids = title.strip_prefix(&format!("{n}. ")).unwrap_or_else(|| panic!("{title} is not the {n}th"));
        let of_row = |line: &str| line.starts_with(&format!("| {n} |"));
        assert_eq!(column(&page, of_row, 2), ids.split(", ").collect::<Vec<_>>(), "{title}");
        assert!(!yaml.is_empty(), "{title} has no form");
        for block in yaml {
            check_campaign("when", block, title);
            blocks += 1;
        }
    }
    println!("{blocks} forms of triggers compile");
}

#[test]
fn each_of_the_suppressions_compiles_or_names_the_gate_that_does_it() {
    let page = page("SUPPRESSIONS.md");
    let tiered = |line: &str| line[2..].starts_with('T');
    assert_eq!(column(&page, tiered, 2), words(SUPPRESSIONS), "every suppression once, in order");
    let sections = sections(&page);
    assert_eq!(sections.iter().map(|(title, _)| *title).collect::<Vec<_>>(), words(SUPPRESSIONS));
    for (title, yaml) in &sections {
        let row = page.lines().find(|line| line.contains(&format!("| `{title}` |"))).unwrap();
        let unwritten = ["engine", "absent", "bank-fed"].iter().any(|form| row.contains(form));
        assert!(unwritten || !yaml.is_empty(), "{title}: neither a form nor a gate");
        for block in yaml {
            if !block.contains("marketing_only") {
                check_campaign("suppress", block, title);
                continue;
            }
            let indented: String = block.lines().map(|line| format!("  {line}\n")).collect();
            check_policy(&format!("suppressions:\n{indented}"), title);
        }
    }
}

#[test]
fn the_examples_of_the_contact_policy_are_read() {
    let page = page("CONTACT.md");
    let blocks: Vec<&str> = page.split("```yaml\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    let [campaign, policy] = blocks.as_slice() else { panic!("one of a campaign and one of the policy: {blocks:?}") };
    check_fields(&format!("when: {{flag: pay.present}}\n{campaign}"), "a campaign");
    check_policy(&format!("suppressions: []\n{policy}"), "the policy");
}
