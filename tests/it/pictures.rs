//! Pictures of campaigns, from the author's folder to the bank's origin: `tellerside assets`, and what sources say of pictures.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{Done, NOW, SAMPLE, folder, json, tellerside};

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/pictures");

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(HERE).join(name)).unwrap()
}

/// Sources of which `assets` looks at one campaign with these creatives, and `files` as the pictures.
fn sources(name: &str, creatives: &str, files: &[(&str, Vec<u8>)]) -> PathBuf {
    let folder = folder(name);
    fs::create_dir_all(folder.join("campaigns")).unwrap();
    fs::create_dir_all(folder.join("images")).unwrap();
    fs::write(folder.join("campaigns/one.yaml"), format!("campaign: one\ncreatives:\n{creatives}")).unwrap();
    for (file, bytes) in files {
        fs::write(folder.join("images").join(file), bytes).unwrap();
    }
    folder
}

fn named(asset: &str) -> String {
    format!("  en-US:\n    image:\n      asset: {asset}\n      alt: A picture\n")
}

fn assets(folder: &Path, more: &[&str]) -> Done {
    let mut arguments = vec!["--format", "json", "assets", "--source", "."];
    arguments.extend(more);
    tellerside(folder, &arguments)
}

fn campaign(folder: &Path) -> String {
    fs::read_to_string(folder.join("campaigns/one.yaml")).unwrap()
}

/// The first thing that a command found: its code, its line, and what is wrong.
fn told(done: &Done) -> (String, u64, String) {
    let first = json(done.err.lines().next().unwrap());
    let text = |field: &str| first[field].as_str().unwrap_or_default().to_owned();
    (text("code"), first["line"].as_u64().unwrap_or_default(), text("message"))
}

/// A PNG of `width` and `height` by its header; the pixels are another picture's, which nobody decodes here.
fn sized(width: u32, height: u32) -> Vec<u8> {
    let mut png = fixture("plain.png");
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    png
}

/// A PNG with one more chunk before its pixels.
fn with_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let png = fixture("plain.png");
    let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend([kind.as_slice(), data, &[0; 4]].concat());
    [&png[..33], &chunk, &png[33..]].concat()
}

#[test]
fn a_picture_is_taken_by_its_own_bytes() {
    let png = || fixture("plain.png");
    let cut = |name: &str| fixture(name).split_last_chunk::<64>().unwrap().0.to_vec();
    let beyond = |name: &str| [fixture(name), b"more".to_vec()].concat();
    let svg = b"\xEF\xBB\xBF \n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    let (part, moves) = ("this picture holds more than a picture, `", "this picture moves");
    let (unread, after) = ("this picture cannot be read to its end", "this picture has bytes after its end");
    let pixels = "the picture is ";
    for (name, bytes, code, said, because) in [
        ("a.png", png(), "", "image/png", "a PNG"),
        ("a.jpg", fixture("baseline.jpg"), "", "image/jpeg", "a JPEG"),
        ("b.jpg", fixture("progressive.jpg"), "", "image/jpeg", "in several scans"),
        ("a.webp", fixture("lossy.webp"), "", "image/webp", "a WebP"),
        ("b.webp", fixture("lossless.webp"), "", "image/webp", "without loss"),
        ("c.webp", fixture("alpha.webp"), "", "image/webp", "one that can be seen through"),
        ("a.avif", fixture("plain.avif"), "", "image/avif", "an AVIF"),
        ("picture", png(), "", "image/png", "names end as they like"),
        ("a.svg.png", svg, "PICTURE_REFUSED", "this is markup, as SVG is, whatever its name", "SVG runs scripts"),
        ("a.gif", fixture("moving.gif"), "PICTURE_REFUSED", "this is a GIF", "may move"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "PICTURE_REFUSED", "this is no picture", "another kind of file"),
        ("empty", Vec::new(), "PICTURE_REFUSED", "this is no picture", "nothing"),
        ("m.webp", fixture("moving.webp"), "PICTURE_REFUSED", moves, "several frames"),
        ("m.png", with_chunk(b"acTL", &[0; 8]), "PICTURE_REFUSED", moves, "an APNG"),
        ("e.png", fixture("exif.png"), "PICTURE_REFUSED", part, "who made it"),
        ("e.jpg", fixture("exif.jpg"), "PICTURE_REFUSED", part, "who made it"),
        ("e.webp", fixture("exif.webp"), "PICTURE_REFUSED", part, "who made it"),
        ("e.avif", fixture("exif.avif"), "PICTURE_REFUSED", part, "who made it"),
        ("p.png", fixture("profile.png"), "PICTURE_REFUSED", part, "profiles may name a monitor"),
        ("p.jpg", fixture("profile.jpg"), "PICTURE_REFUSED", part, "profiles may name a monitor"),
        ("p.webp", fixture("profile.webp"), "PICTURE_REFUSED", part, "profiles may name a monitor"),
        ("p.avif", fixture("profile.avif"), "PICTURE_REFUSED", part, "profiles may name a monitor"),
        ("t.png", with_chunk(b"tEXt", b"Author\0Somebody"), "PICTURE_REFUSED", part, "a text"),
        ("u.png", with_chunk(b"prVt", b"x"), "PICTURE_REFUSED", part, "what nobody knows"),
        ("c.png", cut("plain.png"), "PICTURE_REFUSED", unread, "cut short"),
        ("c.jpg", cut("baseline.jpg"), "PICTURE_REFUSED", unread, "cut short"),
        ("d.webp", cut("lossy.webp"), "PICTURE_REFUSED", unread, "cut short"),
        ("c.avif", cut("plain.avif"), "PICTURE_REFUSED", unread, "cut short"),
        ("x.png", beyond("plain.png"), "PICTURE_REFUSED", after, "something behind it"),
        ("x.jpg", beyond("baseline.jpg"), "PICTURE_REFUSED", after, "something behind it"),
        ("x.webp", beyond("lossy.webp"), "PICTURE_REFUSED", after, "something behind it"),
        ("x.avif", beyond("plain.avif"), "PICTURE_REFUSED", unread, "something behind it, which is no box"),
        ("w.png", sized(4096, 1), "", "image/png", "as wide as may be"),
        ("v.png", sized(4097, 1), "PICTURE_TOO_LARGE", pixels, "wider"),
        ("h.png", sized(1, 4097), "PICTURE_TOO_LARGE", pixels, "higher"),
        ("z.png", sized(2500, 2001), "PICTURE_TOO_LARGE", pixels, "a small file that fills the memory"),
        ("0.png", sized(0, 16), "PICTURE_TOO_LARGE", pixels, "of no pixel"),
        ("n.png", with_chunk(b"pHYs", &vec![0; 153_600]), "PICTURE_TOO_LARGE", "the picture has ", "too many bytes"),
    ] {
        let folder = sources("pictures-taken", &named(name), &[(name, bytes)]);
        let done = assets(&folder, &[]);
        if code.is_empty() {
            assert_eq!((done.code, done.err.as_str()), (0, ""), "{name}: {because}");
            assert_eq!(json(&done.out)["files"][0]["type"], said, "{name}: {because}");
            assert_eq!(assets(&folder, &["--check"]).code, 0, "{name}: {because}");
        } else {
            let (found, line, message) = told(&done);
            assert_eq!((done.code, found.as_str(), line), (1, code, 5), "{name}: {because}: {message}");
            assert!(message.starts_with(said), "{name}: {because}: {message}");
            assert!(!campaign(&folder).contains("sha256"), "{name}: nothing is pinned");
        }
    }
}

#[test]
fn a_heavy_picture_is_told_and_taken() {
    let folder = sources("pictures-heavy", &named("a.png"), &[("a.png", with_chunk(b"pHYs", &vec![0; 61_440]))]);
    let done = tellerside(&folder, &["assets", "--source", "."]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("more than 61440: every customer's page loads it"), "{}", done.out);
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let folder = sources("pictures-out", "", &[]);
    fs::write(folder.join("secret.png"), fixture("plain.png")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.png", folder.join("images/link.png")).unwrap();
    for (asset, code, because) in [
        ("../secret.png", "VALUE_INVALID", "up"),
        ("/etc/hostname", "VALUE_INVALID", "from the root"),
        ("a/b.png", "VALUE_INVALID", "down"),
        ("'..'", "VALUE_INVALID", "the folder above"),
        ("A.png", "VALUE_INVALID", "names are alike on every disk"),
        ("nowhere.png", "PICTURE_MISSING", "no such file"),
        #[cfg(unix)]
        ("link.png", "PICTURE_MISSING", "a link that leads out"),
    ] {
        fs::write(folder.join("campaigns/one.yaml"), format!("campaign: one\ncreatives:\n{}", named(asset))).unwrap();
        let done = assets(&folder, &[]);
        assert_eq!((done.code, told(&done).0.as_str(), told(&done).1), (1, code, 5), "{asset}: {because}");
    }
}

#[test]
fn a_pin_is_put_in_and_the_text_stays_as_it_is() {
    for (written, pinned, because) in [
        (
            "  en-US:\n    image: # of the hero\n      asset: a.png # the umbrella\n      alt: A\n",
            "  en-US:\n    image: # of the hero\n      asset: a.png # the umbrella\n      PIN\n      alt: A\n",
            "below, with its comments",
        ),
        (
            "  en-US: {image: {alt: A, asset: a.png}}\n",
            "  en-US: {image: {alt: A, asset: a.png, PIN}}\n",
            "in one line",
        ),
        (
            "  en-US:\n    image: {\n      asset: 'a.png', # first\n      alt: A}\n",
            "  en-US:\n    image: {\n      asset: 'a.png', PIN, # first\n      alt: A}\n",
            "in braces over several lines",
        ),
        (
            "  en-US:\n    image:\n      alt: A\n      asset: \"a.png\"",
            "  en-US:\n    image:\n      alt: A\n      asset: \"a.png\"\n      PIN",
            "no line break at the end",
        ),
        (
            "  en-US:\r\n    image:\r\n      asset: a.png\r\n      alt: A\r\n",
            "  en-US:\r\n    image:\r\n      asset: a.png\r\n      PIN\r\n      alt: A\r\n",
            "line breaks of Windows",
        ),
        (
            "  en-US:\n    image:\n      asset: a.png\n      alt: A\n  es-US:\n    image:\n      alt: B\n      asset: a.png\n",
            "  en-US:\n    image:\n      asset: a.png\n      PIN\n      alt: A\n  es-US:\n    image:\n      alt: B\n      asset: a.png\n      PIN\n",
            "two of them",
        ),
        (
            "  en-US:\n    image: &picture\n      asset: a.png\n      alt: A\n  es-US:\n    image: *picture\n",
            "  en-US:\n    image: &picture\n      asset: a.png\n      PIN\n      alt: A\n  es-US:\n    image: *picture\n",
            "one that is named twice",
        ),
        (
            "  en-US: {headline: a}\nvariants:\n  - creatives:\n      en-US: {image: {asset: a.png, alt: A}}\nexperiments:\n  - arms:\n      - creatives:\n          en-US: {image: {asset: a.png, alt: A}}\n",
            "  en-US: {headline: a}\nvariants:\n  - creatives:\n      en-US: {image: {asset: a.png, PIN, alt: A}}\nexperiments:\n  - arms:\n      - creatives:\n          en-US: {image: {asset: a.png, PIN, alt: A}}\n",
            "in variants and arms",
        ),
    ] {
        let folder = sources("pictures-pinned", written, &[("a.png", fixture("plain.png"))]);
        let checked = assets(&folder, &["--check"]);
        assert_eq!((checked.code, told(&checked).0.as_str()), (1, "PICTURE_UNPINNED"), "{because}");
        let done = assets(&folder, &["--out", "origin"]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{because}");
        let digest = json(&done.out)["files"][0]["sha256"].as_str().unwrap().to_owned();
        let expected = pinned.replace("PIN", &format!("sha256: {digest}"));
        assert_eq!(campaign(&folder), format!("campaign: one\ncreatives:\n{expected}"), "{because}");
        assert_eq!(assets(&folder, &["--check"]).code, 0, "{because}");
        assert_eq!(fs::read(folder.join(format!("origin/{digest}.png"))).unwrap(), fixture("plain.png"), "{because}");
        let list = json(&fs::read_to_string(folder.join("origin/images.json")).unwrap());
        let file = serde_json::json!({"bytes": 1759, "name": "a.png", "sha256": digest, "type": "image/png"});
        assert_eq!(list, serde_json::json!({"files": [file], "images": 1}), "{because}");
    }
}

#[test]
fn another_picture_than_the_pinned_one_is_told() {
    let folder = sources("pictures-changed", &named("a.png"), &[("a.png", fixture("plain.png"))]);
    assert_eq!(assets(&folder, &[]).code, 0);
    let pinned = campaign(&folder);
    fs::write(folder.join("images/a.png"), sized(65, 17)).unwrap();
    for more in [[].as_slice(), &["--check"]] {
        let done = assets(&folder, more);
        let (code, line, message) = told(&done);
        assert_eq!((done.code, code.as_str(), line), (1, "ASSET_CHANGED", 6), "{more:?}");
        assert!(message.starts_with("the file ./images/a.png is another picture"), "{message}");
        assert_eq!(campaign(&folder), pinned, "{more:?}: nothing is written");
    }
    assert_eq!(assets(&folder, &["--repin"]).code, 0);
    let again = campaign(&folder);
    assert_eq!((again == pinned, again.len(), again.lines().count()), (false, pinned.len(), pinned.lines().count()));
    assert_eq!(assets(&folder, &["--check"]).code, 0);
    assert_eq!(assets(&folder, &["--check", "--repin"]).code, 2, "one or the other");
}

#[test]
fn all_pictures_together_have_a_limit() {
    let (mut creatives, mut files) = (String::new(), Vec::new());
    let names: Vec<String> = (0..15).map(|n| format!("{n}.png")).collect();
    for (n, name) in names.iter().enumerate() {
        creatives.push_str(&format!("  l{n}: {{image: {{asset: {name}, alt: A}}}}\n"));
        // 15 times 150 kB are more than 2 MiB; each is another one.
        files.push((name.as_str(), with_chunk(b"pHYs", &[vec![0; 150_000], vec![u8::try_from(n).unwrap()]].concat())));
    }
    let done = assets(&sources("pictures-whole", &creatives, &files), &[]);
    let (code, line, message) = told(&done);
    assert_eq!((done.code, code.as_str(), line), (1, "PICTURE_TOO_LARGE", 16), "{message}");
    assert!(message.starts_with("with this picture there are 14 with "), "{message}");
}

/// A copy of the sample's sources with one picture changed by `edit`.
fn spoilt(name: &str, edit: impl Fn(&Path)) -> PathBuf {
    let folder = folder(name);
    for inner in ["", "campaigns", "images"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
        for entry in fs::read_dir(Path::new(SAMPLE).join(inner)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, folder.join(inner).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    edit(&folder);
    folder
}

#[test]
fn nothing_is_released_with_a_picture_that_is_not_the_pinned_one() {
    let keys = spoilt("pictures-released", |_| {});
    assert_eq!(
        tellerside(
            &keys,
            &["keygen", "--algorithm", "ed25519", "--out", "keys", "--name", "vendor", "--no-passphrase"]
        )
        .code,
        0
    );
    let campaign = "campaigns/savings-growth.yaml";
    let text = fs::read_to_string(keys.join(campaign)).unwrap();
    let pin_less: String = text.split_inclusive('\n').filter(|line| !line.contains("sha256: 7fb3")).collect();
    type Edit<'a> = &'a dyn Fn(&Path);
    let rows: [(Edit<'_>, &str, &str); 4] = [
        (&|_| {}, "", "as it is pinned"),
        (&|at| fs::write(at.join("images/growth.png"), fixture("plain.png")).unwrap(), "ASSET_CHANGED", "another one"),
        (&|at| fs::remove_file(at.join("images/growth.png")).unwrap(), "PICTURE_MISSING", "none"),
        (&|at| fs::write(at.join(campaign), &pin_less).unwrap(), "FIELD_MISSING", "no pin"),
    ];
    let key = keys.join("keys/vendor.pem").display().to_string();
    for (edit, code, because) in rows {
        let folder = spoilt("pictures-release", edit);
        let release = [
            "release",
            "--source",
            ".",
            "--key",
            &key,
            "--version",
            "1",
            "--issued",
            "2026-11-23T14:30:00Z",
            "--out",
            "r.tsb.json",
            "--images",
            "origin",
            "--format",
            "json",
        ];
        for arguments in
            [release.as_slice(), &["pilot", "--source", ".", "--out", "p", "--now", NOW, "--format", "json"]]
        {
            let done = tellerside(&folder, arguments);
            if code.is_empty() {
                assert_eq!((done.code, done.err.as_str()), (0, ""), "{because}");
            } else {
                assert_eq!((done.code, told(&done).0.as_str()), (1, code), "{because}: {}", done.err);
            }
        }
        for (out, bundle) in [("origin", "r.tsb.json"), ("p/images", "p/bundle.tsb.json")] {
            assert_eq!(folder.join(out).join("images.json").exists(), code.is_empty(), "{because}: {out}");
            if code.is_empty() {
                let held = ["assets", "--bundle", bundle, "--images", out, "--format", "json"];
                let done = tellerside(&folder, &held);
                assert_eq!((done.code, done.err.as_str()), (0, ""));
                assert_eq!(json(&done.out), json(&fs::read_to_string(folder.join(out).join("images.json")).unwrap()));
                let picture =
                    folder.join(out).join(format!("{}.png", json(&done.out)["files"][1]["sha256"].as_str().unwrap()));
                let kept = fs::read(&picture).unwrap();
                fs::write(&picture, fixture("plain.png")).unwrap();
                let done = tellerside(&folder, &held);
                assert_eq!(
                    (done.code, told(&done).0.as_str()),
                    (1, "ASSET_CHANGED"),
                    "the bank's folder has another one"
                );
                fs::remove_file(&picture).unwrap();
                let done = tellerside(&folder, &held);
                assert_eq!((done.code, told(&done).0.as_str()), (1, "PICTURE_MISSING"), "the bank's folder has it not");
                fs::write(&picture, kept).unwrap();
            }
        }
    }
}
