//! From a pinned root to the bank's newest: what TUF's rules allow, and nothing else.

use super::bank::{
    ann, approved_by, at, audience, bob, code, facts, files, good, hugo, next_vendor, now, plan, rita, root,
    root_draft, signature, stranger, unapproved, vendor,
};
use tellerside::activate::{ActivateError, Running, Served};
use tellerside::author::release::release;
use tellerside::author::rotation::Rotation;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::draft::RootDraft;
use tellerside::bundle::envelope::Envelope;
use tellerside::bundle::roots::{self, RootStep};
use tellerside::bundle::signature::SigningKey;
use tellerside::bundle::{Audience, Environment, PagePolicy, Release, TrustRoot, statement, verify};
use tellerside::compile::Clearance;
use tellerside::id::{BankId, CampaignId, ReleaseVersion};

/// The root of version `version`, with `change`.
fn draft(version: u64, change: impl Fn(&mut RootDraft)) -> String {
    let mut draft = root_draft();
    draft.version = version;
    change(&mut draft);
    draft.write().unwrap()
}

/// A step to the root in the text `root` that `signers` sign.
fn step(root: &str, signers: &[SigningKey]) -> RootStep {
    let payload = statement::write_root(&audience(), sha256(root.as_bytes()));
    let signatures = signers.iter().map(|key| signature(key, &payload)).collect();
    RootStep { envelope: Envelope { payload, signatures }, root: root.into() }
}

fn chain(steps: &[RootStep]) -> String {
    roots::write(steps).unwrap()
}

/// Where the pinned root leads by `steps`: the version, or the code of the refusal.
fn led(steps: &[RootStep]) -> Result<u64, &'static str> {
    root().follow(&chain(steps)).map(|root| root.version()).map_err(|error| error.code())
}

/// Root 2, with Hugo for Rita.
fn second() -> String {
    draft(2, |root| root.root.keys = vec![hugo().public().clone()])
}

fn role_of(key: &SigningKey) -> Vec<tellerside::bundle::signature::PublicKey> {
    vec![key.public().clone()]
}

#[test]
fn old_and_new_root_keys_sign_each_step() {
    let (two, three) = (second(), draft(3, |root| root.root.keys = role_of(&hugo())));
    let skipped = draft(3, |_| {});
    let same = draft(1, |_| {});
    let of = |bank: &str, environment| {
        draft(2, |root| root.audience = Audience { bank: BankId::new(bank).unwrap(), environment })
    };
    let both = [rita(), hugo()];
    let junk = |mut step: RootStep| {
        step.envelope.signatures[0].sig = vec![0; 64];
        step
    };
    let about = |mut step: RootStep, payload: Vec<u8>| {
        step.envelope.signatures = both.iter().map(|key| signature(key, &payload)).collect();
        step.envelope.payload = payload;
        step
    };
    let release_of = |root: &str| statement::write_release(&facts(), sha256(root.as_bytes()));
    let other_root = statement::write_root(&audience(), sha256(b"other"));
    for (steps, led_to, because) in [
        (vec![], Ok(1), "no step"),
        (vec![step(&two, &both)], Ok(2), "signed by the old key and by the new one"),
        (vec![step(&two, &[hugo(), rita()])], Ok(2), "in the other order"),
        (vec![step(&two, &both), step(&three, &[hugo()])], Ok(3), "two steps; the second keeps its key"),
        (vec![step(&two, &[rita()])], Err("ROOT_SIGNATURES_MISSING"), "by the old key alone"),
        (vec![step(&two, &[hugo()])], Err("ROOT_SIGNATURES_MISSING"), "by the new key alone"),
        (vec![step(&two, &[vendor(), hugo()])], Err("ROOT_SIGNATURES_MISSING"), "the vendor for the old key"),
        (vec![step(&two, &[ann(), bob(), hugo()])], Err("ROOT_SIGNATURES_MISSING"), "approvers for the old key"),
        (vec![step(&two, &[stranger(), hugo()])], Err("ROOT_SIGNATURES_MISSING"), "a stranger for the old key"),
        (vec![junk(step(&two, &[rita(), hugo()]))], Err("ROOT_SIGNATURES_MISSING"), "zeros for the old signature"),
        (vec![junk(step(&two, &[rita(), rita(), hugo()]))], Ok(2), "junk beside good ones"),
        (vec![about(step(&two, &[]), other_root)], Err("ROOT_SIGNATURES_MISSING"), "signed about another root"),
        (vec![about(step(&two, &[]), release_of(&two))], Err("ROOT_SIGNATURES_MISSING"), "signed as a release"),
        (vec![step(&skipped, &[rita()])], Err("ROOT_VERSION"), "a version skipped"),
        (vec![step(&two, &both), step(&two, &both)], Err("ROOT_VERSION"), "a step twice"),
        (
            vec![step(&draft(1, |root| root.lifetime_days = 90), &[rita()])],
            Err("ROOT_VERSION"),
            "the same version again",
        ),
        (vec![step(&same, &[]), step(&two, &both)], Ok(2), "steps up to the pinned root are passed over"),
        (vec![step(&three, &[hugo()]), step(&same, &[])], Ok(1), "whatever they are"),
        (vec![step(&two, &both), step(&same, &[])], Ok(1), "a chain that leads back leads nowhere, as one withheld"),
        (vec![step(&of("second-sample", Environment::Test), &[rita()])], Err("WRONG_BANK"), "for another bank"),
        (vec![step(&of("first-sample", Environment::Pilot), &[rita()])], Err("WRONG_ENVIRONMENT"), "for another use"),
        (vec![step("{}", &[rita()])], Err("ROOT_INVALID"), "no root, though signed"),
        (
            vec![step(&two.replace("ecdsa-p256-sha256", "ml-dsa-44"), &[rita()])],
            Err("UNSUPPORTED"),
            "an algorithm to come",
        ),
        (
            vec![step(&two, &both), step(&three, &[rita()])],
            Err("ROOT_SIGNATURES_MISSING"),
            "by the key before the last",
        ),
    ] {
        assert_eq!(led(&steps), led_to, "{because}");
    }
}

#[test]
fn a_chain_has_limits_and_a_form() {
    let steps =
        |n: u64| -> Vec<RootStep> { (2..n + 2).map(|version| step(&draft(version, |_| {}), &[rita()])).collect() };
    assert_eq!((led(&steps(16)), led(&steps(17))), (Ok(17), Err("ROOT_INVALID")), "16 steps and no more");
    let good = chain(&steps(1));
    for (text, code, because) in [
        (format!(" {good}"), "", "its spelling is free"),
        (good.replace("\"tellerside_roots\":1", "\"tellerside_roots\":2"), "UNSUPPORTED", "a format to come"),
        (good.replace("in-toto+json", "in-toto+jsom"), "UNSUPPORTED", "another payload type"),
        (good.replacen('{', "{\"more\":1,", 1), "ROOT_INVALID", "an unknown field"),
        (good.replacen('{', "{\"roots\":[],", 1), "ROOT_INVALID", "a field twice"),
        (good.replace("\"keyid\"", "\"alg\":\"none\",\"keyid\""), "ROOT_INVALID", "an algorithm beside a signature"),
        ("[]".into(), "ROOT_INVALID", "no chain"),
        (" ".repeat(roots::MAX_CHAIN_BYTES + 1), "ROOT_INVALID", "longer than any chain"),
    ] {
        assert_eq!(root().follow(&text).err().map_or("", |error| error.code()), code, "{because}");
    }
}

#[test]
fn only_the_last_root_must_still_hold() {
    let past = |root: &mut RootDraft| root.expires = at("2026-11-01T00:00:00Z");
    let holds = |steps: &[RootStep]| {
        let newest = root().follow(&chain(steps)).unwrap();
        code(&verify(&good().write().unwrap(), &newest, &PagePolicy::SILENT, now()))
    };
    let (expired, current) = (step(&draft(2, past), &[rita()]), step(&draft(3, |_| {}), &[rita()]));
    assert_eq!(holds(&[expired.clone(), current]), "", "an expired one in between is a step like any other");
    assert_eq!(holds(&[expired]), "ROOT_EXPIRED");
}

#[test]
fn a_new_root_ends_what_its_keys_no_longer_sign() {
    // The vendor's key was stolen: root 2 names another one.
    let two = draft(2, |root| root.vendor.keys = role_of(&next_vendor()));
    let roots = chain(&[step(&two, &[rita()])]);
    let newest = root().follow(&roots).unwrap();
    let by_new = approved_by(release(files(), &facts(), &plan(), &next_vendor()).unwrap(), &[ann(), bob()]);
    let verified = |transport: &tellerside::bundle::Transport, root: &TrustRoot, page: &PagePolicy| {
        code(&verify(&transport.write().unwrap(), root, page, now()))
    };
    let page = |floor, root| PagePolicy { floor: ReleaseVersion::new(floor).unwrap(), root, ..PagePolicy::SILENT };
    for (transport, root, page, code, because) in [
        (&by_new, &newest, page(0, None), "", "signed by the new key"),
        (&good(), &newest, page(0, None), "SIGNATURES_MISSING", "signed by the stolen one"),
        (&good(), &root(), page(0, None), "", "a page that was not told goes on with the old root"),
        (&good(), &root(), page(0, Some(2)), "ROOT_ROLLED_BACK", "unless its policy names the new one"),
        (&by_new, &newest, page(7, Some(2)), "", "at the floor"),
        (&by_new, &newest, page(8, Some(2)), "ROLLED_BACK", "below the floor"),
        (&by_new, &newest, page(1 << 39, Some(1)), "", "a floor that the stolen key drove up ends with its root"),
        (&by_new, &newest, page(1 << 39, None), "ROLLED_BACK", "a floor for every root does not"),
        (&by_new, &newest, page(0, Some(3)), "ROOT_ROLLED_BACK", "a root that the page does not have yet"),
    ] {
        assert_eq!(verified(transport, root, &page), code, "{because}");
    }
}

#[test]
fn a_running_engine_goes_over_whole_or_not_at_all() {
    let two = draft(2, |root| root.vendor.keys = role_of(&next_vendor()));
    let roots = chain(&[step(&two, &[rita()])]);
    let (old, new) = (good().write().unwrap(), {
        let facts = Release { version: ReleaseVersion::new(8).unwrap(), ..facts() };
        approved_by(release(files(), &facts, &plan(), &next_vendor()).unwrap(), &[ann(), bob()]).write().unwrap()
    });
    let served = |bundle, roots| Served { bundle, roots, page: PagePolicy::SILENT };
    let refused = |error: ActivateError| error.code();
    let mut running = Running::start(&root(), served(&old, None), now()).unwrap();
    let version = |running: &Running| (running.program().release().root, running.program().release().version.get());
    for (bundle, chain, moment, ends, runs, because) in [
        (&old, None, "2026-11-23T09:35:00-05:00", Ok(()), (1, 7), "the same again"),
        (&new, None, "2026-11-23T09:35:00-05:00", Err("SIGNATURES_MISSING"), (1, 7), "a release of the next vendor"),
        (
            &old,
            Some(&roots),
            "2026-11-23T09:35:00-05:00",
            Err("SIGNATURES_MISSING"),
            (1, 7),
            "the old one under root 2",
        ),
        (&new, Some(&roots), "2026-11-23T09:35:00-05:00", Ok(()), (2, 8), "both at once"),
        (&old, None, "2026-11-23T09:35:00-05:00", Err("SIGNATURES_MISSING"), (2, 8), "root 2 stays, also unsaid"),
        (&new, Some(&roots), "2026-11-23T09:40:00-05:00", Ok(()), (2, 8), "the same again"),
        (&new, Some(&roots), "2026-12-04T00:00:00Z", Err("EXPIRED"), (2, 8), "what is remembered still expires"),
        (&new, Some(&roots), "2026-11-19T00:00:00Z", Err("SHEET_NOT_YET_VALID"), (2, 8), "and does not hold before"),
    ] {
        let chain = chain.map(|chain| chain.as_str());
        assert_eq!(running.update(served(bundle, chain), at(moment)).map_err(refused), ends, "{because}");
        assert_eq!(version(&running), runs, "{because}");
    }
    let page = PagePolicy { floor: ReleaseVersion::new(9).unwrap(), ..PagePolicy::SILENT };
    let raised = running.update(Served { bundle: &new, roots: None, page }, now());
    assert_eq!(raised.map_err(refused), Err("ROLLED_BACK"), "another policy is asked anew");
    let deny = vec![CampaignId::new("od-low").unwrap()];
    let denied = |running: &Running| {
        running.program().candidates().iter().filter(|one| one.clearance() == Clearance::Denied).count()
    };
    for (root, deny, ends, denies, because) in [
        (Some(2), &deny[..], Ok(()), 1, "what the page denies is denied"),
        (Some(2), &[], Ok(()), 0, "until it allows it again"),
        (Some(3), &deny, Err("ROOT_ROLLED_BACK"), 1, "at once, also where the rest is refused"),
        (Some(3), &[], Err("ROOT_ROLLED_BACK"), 1, "what is refused allows nothing again"),
        (Some(2), &[], Ok(()), 0, "what is not refused does, though it was served before"),
    ] {
        let page = PagePolicy { deny: deny.to_vec(), root, ..PagePolicy::SILENT };
        let served = Served { bundle: &new, roots: None, page };
        assert_eq!((running.update(served, now()).map_err(refused), denied(&running)), (ends, denies), "{because}");
    }
}

#[test]
fn a_rotation_gathers_signatures() {
    let two = second();
    let mut rotation = Rotation::propose(&root(), None, &two).unwrap();
    let missing = |rotation: &Rotation| rotation.missing().unwrap().map(|missing| missing.to_string());
    assert!(missing(&rotation).unwrap().contains("by 0 of the 1 root keys that the old root needs"));
    rotation.add(rotation.statement().sign(&rita())).unwrap();
    assert!(missing(&rotation).unwrap().contains("by 0 of the 1 root keys that the new root needs"));
    let refused = rotation.add(rotation.statement().sign(&stranger())).unwrap_err();
    assert_eq!(refused.code(), "NOT_A_ROOT_KEY");
    let so_far = rotation.write().unwrap();

    // Another person goes on with the file.
    let mut rotation = Rotation::propose(&root(), Some(&so_far), &two).unwrap();
    rotation.add(rotation.statement().sign(&hugo())).unwrap();
    rotation.add(rotation.statement().sign(&hugo())).unwrap();
    assert_eq!((missing(&rotation), rotation.version()), (None, 2));
    let complete = rotation.write().unwrap();
    assert_eq!(roots::read(&complete).unwrap()[0].envelope.signatures.len(), 2, "who signs again replaces the own one");
    assert_eq!(root().follow(&complete).unwrap().version(), 2);

    for (chain, next, code, because) in [
        (None, draft(3, |_| {}), "ROOT_VERSION", "a version skipped"),
        (None, draft(2, |root| root.audience.environment = Environment::Pilot), "WRONG_AUDIENCE", "for another use"),
        (None, "{}".into(), "ROOT_INVALID", "no root"),
        (Some(&so_far), draft(3, |_| {}), "ROOT_SIGNATURES_MISSING", "over a step that is not complete"),
        (Some(&complete), draft(3, |root| root.root.keys = role_of(&hugo())), "", "the next but one"),
    ] {
        let proposed = Rotation::propose(&root(), chain.map(|chain| chain.as_str()), &next);
        assert_eq!(proposed.err().map_or("", |error| error.code()), code, "{because}");
    }
    assert_eq!(code(&verify(&unapproved().write().unwrap(), &root(), &PagePolicy::SILENT, now())), "APPROVALS_MISSING");
}
