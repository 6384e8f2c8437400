//! What a run does to its folder, and what it refuses to do.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use redaksi::domain::ids::Digest;
use redaksi::export::{Kind, Mark, Templates, Tombstone, WriteError};

use super::{Article, Press, articles, cleared, put, read, tree};

#[test]
fn the_same_again_writes_nothing() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let articles = articles(45);
    let first = press.run(out.path(), &articles).unwrap();
    assert_eq!((first.pages, first.unchanged, first.removed), (45, 0, 0));
    let (before, ids) = (tree(out.path()), inodes(out.path()));
    let second = press.run(out.path(), &articles).unwrap();
    assert_eq!((second.written, second.removed), (0, 0));
    assert_eq!(second.unchanged, first.written);
    // Rendered anew instead of kept, it is still the same.
    let mut site = press.begin(out.path(), Kind::Published).unwrap();
    for article in &articles {
        cleared::put(&mut site, &article.page()).unwrap();
    }
    assert_eq!(site.finish().unwrap(), second);
    assert_eq!((tree(out.path()), inodes(out.path())), (before, ids));
}

fn inodes(folder: &Path) -> Vec<(std::path::PathBuf, u64, i64)> {
    tree(folder)
        .into_keys()
        .map(|path| {
            let meta = folder.join(&path).metadata().unwrap();
            (path, meta.ino(), meta.mtime_nsec())
        })
        .collect()
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let (press, one, two) =
        (Press::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut articles = articles(45);
    press.run(one.path(), &articles).unwrap();
    articles.reverse();
    press.run(two.path(), &articles).unwrap();
    assert_eq!(tree(one.path()), tree(two.path()));
}

#[test]
fn one_article_more_touches_as_many_files_at_any_size() {
    let press = Press::new();
    for size in [45, 245] {
        let out = tempfile::tempdir().unwrap();
        let articles = articles(size + 1);
        press.run(out.path(), &articles[..articles.len() - 1]).unwrap();
        let report = press.run(out.path(), &articles).unwrap();
        // The article, two newest lists, two feeds.
        assert_eq!((report.written, report.removed), (5, 0), "{size}");
        // After a step as after a run from nothing.
        let fresh = tempfile::tempdir().unwrap();
        press.run(fresh.path(), &articles).unwrap();
        assert_eq!(tree(out.path()), tree(fresh.path()));
    }
}

#[test]
fn what_is_no_longer_wanted_goes_and_nothing_else() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let articles = articles(3);
    press.run(out.path(), &articles).unwrap();
    put(&out.path().join("robots.txt"), "milik orang lain");
    let report = press.run(out.path(), &articles[1..]).unwrap();
    assert_eq!(report.removed, 1);
    let files = tree(out.path());
    assert!(!files.contains_key(Path::new(articles[0].path.trim_start_matches('/'))));
    assert!(files.contains_key(Path::new("robots.txt")));
    press.run(out.path(), &[]).unwrap();
    assert!(!out.path().join("2025").exists());
}

#[test]
fn an_unfinished_run_leaves_nothing_behind() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let articles = articles(5);
    press.run(out.path(), &articles[..2]).unwrap();
    let whole = tree(out.path());
    let mut site = press.begin(out.path(), Kind::Published).unwrap();
    for article in &articles {
        article.give(&mut site).unwrap();
    }
    drop(site);
    put(&out.path().join(".redaksi-site.tmp"), "setengah mani");
    put(&out.path().join("2025/10/.redaksi-site.tmp"), "setengah hala");
    assert!(out.path().join(articles[4].path.trim_start_matches('/')).exists());
    // What the dead run had added is removed, since nobody wants it any more.
    press.run(out.path(), &articles[..2]).unwrap();
    assert_eq!(tree(out.path()), whole);
}

#[test]
fn a_file_that_was_lost_or_cut_is_written_again() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let articles = articles(3);
    press.run(out.path(), &articles).unwrap();
    let whole = tree(out.path());
    put(&out.path().join(articles[0].path.trim_start_matches('/')), "<p>");
    std::fs::rename(out.path().join("index.html"), out.path().join("style.css")).unwrap();
    assert_eq!(press.run(out.path(), &articles).unwrap().written, 3);
    assert_eq!(tree(out.path()), whole);
}

/// One run that opens what it must; which of the articles those were.
fn marked_run(
    press: &Press,
    out: &Path,
    articles: &[Article],
    touched: i64,
    office: i64,
    history: bool,
) -> Vec<i64> {
    let mut site = press.begin(out, Kind::Published).unwrap();
    site.stand_on(&[office], Digest::of(b"newest"), history);
    let mut opened = Vec::new();
    for (row, article) in (1..).zip(articles) {
        // Only the first is touched between runs.
        let mark = Mark { row, touched: if row == 1 { touched } else { 1 } };
        if site.keep_marked(mark).unwrap() {
            continue;
        }
        opened.push(row);
        article.give(&mut site).unwrap();
        site.note_mark(&article.page().listing(), mark).unwrap();
    }
    let report = site.finish().unwrap();
    assert_eq!(report.pages, articles.len());
    opened
}

#[test]
fn only_what_may_have_changed_is_opened() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let articles = articles(25);
    let run = |touched, office, history| {
        marked_run(&press, out.path(), &articles, touched, office, history)
    };
    assert_eq!(run(1, 1, false).len(), 25);
    let (whole, ids) = (tree(out.path()), inodes(out.path()));
    assert!(run(1, 1, true).is_empty());
    assert_eq!((tree(out.path()), inodes(out.path())), (whole.clone(), ids));
    // A newer record, a page that somebody changed or took away.
    assert_eq!(run(2, 1, true), [1]);
    let page = |at: usize| out.path().join(articles[at].path.trim_start_matches('/'));
    put(&page(3), "<p>");
    std::fs::rename(page(5), out.path().join("style.css")).unwrap();
    assert_eq!(run(2, 1, true), [4, 6]);
    assert!(run(2, 1, true).is_empty());
    // Another office, or a desk that does not know what was seen: nothing is believed.
    assert_eq!(run(2, 2, true).len(), 25);
    assert_eq!(run(2, 2, false).len(), 25);
    assert!(run(2, 2, true).is_empty());
    assert_eq!(pages_of(&tree(out.path())), pages_of(&whole));
}

/// Without the manifest, which speaks of more than pages.
fn pages_of(
    tree: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>,
) -> Vec<(&std::path::PathBuf, &Vec<u8>)> {
    tree.iter().filter(|(path, _)| path.as_os_str() != ".redaksi-site").collect()
}

#[test]
fn a_wrong_template_is_told_by_file_and_line_and_the_site_stays() {
    let (mut press, out, own) =
        (Press::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    press.run(out.path(), &articles(2)).unwrap();
    let before = tree(out.path());
    let file = own.path().join("article.html");

    put(&file, "<p>\n{% if page.headline %}\n{% endfor %}");
    let error = Templates::load(Some(own.path())).err().unwrap();
    assert_eq!((error.file.as_str(), error.line), (file.to_str().unwrap(), 3));

    put(&file, "{% extends \"base.html\" %}\n{% block main %}\n{{ page.headlin }}{% endblock %}");
    press.templates = Templates::load(Some(own.path())).unwrap();
    match press.run(out.path(), &articles(3)).unwrap_err() {
        WriteError::Template(error) => {
            assert_eq!((error.file.as_str(), error.line), (file.to_str().unwrap(), 3));
        }
        other => panic!("{other}"),
    }
    assert_eq!(tree(out.path()), before);

    put(&file, "<h1>{{ page.headline }}</h1>");
    press.templates = Templates::load(Some(own.path())).unwrap();
    let articles = articles(2);
    press.run(out.path(), &articles).unwrap();
    assert_eq!(read(out.path(), &articles[0].path), "<h1>Rapat pleno nomor 1</h1>");
}

#[test]
fn links_in_the_folder_are_not_followed() {
    let (press, out, other) =
        (Press::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    press.run(out.path(), &[]).unwrap();
    symlink(other.path(), out.path().join("2025")).unwrap();
    let error = press.run(out.path(), &articles(1)).unwrap_err();
    assert!(
        matches!(&error, WriteError::Link(path) if path == "2025/10" || path == "2025"),
        "{error:?}"
    );
    assert_eq!(std::fs::read_dir(other.path()).unwrap().count(), 0);

    // A link in a file's place is replaced; what it led to is not touched.
    let (out, aim) = (tempfile::tempdir().unwrap(), other.path().join("rahasia"));
    press.run(out.path(), &[]).unwrap();
    put(&aim, "asli");
    std::fs::rename(out.path().join("index.html"), other.path().join("x")).unwrap();
    symlink(&aim, out.path().join("index.html")).unwrap();
    press.run(out.path(), &articles(1)).unwrap();
    assert_eq!(read(other.path(), "rahasia"), "asli");
    assert!(!out.path().join("index.html").is_symlink());
}

/// Does `work` over and over until the returned guard is dropped.
fn meanwhile(work: impl Fn() + Send + 'static) -> impl Drop {
    struct Guard(Arc<AtomicBool>, Option<std::thread::JoinHandle<()>>);
    impl Drop for Guard {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
            self.1.take().map(std::thread::JoinHandle::join).unwrap().unwrap();
        }
    }
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = stop.clone();
    let thread = std::thread::spawn(move || {
        while !stopped.load(Ordering::Relaxed) {
            work();
        }
    });
    Guard(stop, Some(thread))
}

#[test]
fn a_folder_swapped_for_a_link_leads_nowhere() {
    let (mut press, out, other) =
        (Press::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut articles = articles(12);
    for (article, month) in articles.iter_mut().zip(1..) {
        article.path = format!("/2025/{month:02}/a-{month}.html");
        std::fs::create_dir(other.path().join(format!("{month:02}"))).unwrap();
    }
    press.run(out.path(), &articles).unwrap();
    let year = out.path().join("2025");
    let (real, link) = (out.path().join("asli"), out.path().join("tautan"));
    symlink(other.path(), &link).unwrap();
    let swapping = meanwhile(move || {
        for (from, to) in [(&year, &real), (&link, &year), (&year, &link), (&real, &year)] {
            // The run may have made or removed a folder in between: any outcome is as good.
            let _whatever = std::fs::rename(from, to);
        }
    });
    for number in 0..30 {
        press.name = format!("Kantor {number}");
        // Refused or written in the folder that was opened, but never through the link.
        let _either = press.run(out.path(), &articles);
        assert_eq!(tree(other.path()).len(), 0);
    }
    drop(swapping);
}

#[test]
fn a_reader_never_meets_half_a_page() {
    let (mut press, out) = (Press::new(), tempfile::tempdir().unwrap());
    press.run(out.path(), &articles(1)).unwrap();
    let page = out.path().join("index.html");
    let reading = meanwhile(move || {
        let html = std::fs::read_to_string(&page).unwrap();
        assert!(html.starts_with("<!doctype html>") && html.ends_with("</html>\n"));
    });
    for number in 0..15 {
        press.name = format!("Kantor {number}");
        press.run(out.path(), &articles(30)).unwrap();
    }
    drop(reading);
}

#[test]
fn folders_that_are_not_for_a_site_are_refused() {
    let press = Press::new();
    let foreign = tempfile::tempdir().unwrap();
    put(&foreign.path().join("catatan.txt"), "x");
    let git = tempfile::tempdir().unwrap();
    std::fs::create_dir(git.path().join(".git")).unwrap();
    let error = |path: &Path| press.begin(path, Kind::Trial).err().unwrap();
    assert!(matches!(error(foreign.path()), WriteError::Foreign(_)));
    assert!(matches!(error(git.path()), WriteError::Reserved(_)));
    assert!(matches!(error(Path::new("/")), WriteError::Reserved(_)));
    assert!(matches!(error(&git.path().join("..").join("..")), WriteError::Reserved(_)));
    assert!(matches!(error(&std::env::home_dir().unwrap()), WriteError::Reserved(_)));
    assert_eq!(tree(foreign.path()).len(), 1);
}

#[test]
fn a_trial_does_not_replace_the_published_site() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    press.begin(out.path(), Kind::Trial).unwrap().finish().unwrap();
    press.run(out.path(), &articles(1)).unwrap();
    let before = tree(out.path());
    let error = press.begin(out.path(), Kind::Trial).err().unwrap();
    assert!(matches!(error, WriteError::Published(_)));
    assert_eq!(tree(out.path()), before);
}

#[test]
fn two_runs_do_not_mix() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let first = press.begin(out.path(), Kind::Published).unwrap();
    assert!(matches!(press.begin(out.path(), Kind::Published), Err(WriteError::Busy(_))));
    first.finish().unwrap();
    press.run(out.path(), &[]).unwrap();
}

#[test]
fn a_web_server_can_read_all_of_it() {
    let (press, above) = (Press::new(), tempfile::tempdir().unwrap());
    let out = above.path().join("situs");
    press.run(&out, &articles(41)).unwrap();
    let mode = |path: &Path| out.join(path).metadata().unwrap().permissions().mode() & 0o777;
    for path in tree(&out).keys() {
        assert_eq!(mode(path), 0o644, "{}", path.display());
        for folder in path.ancestors().skip(1) {
            assert_eq!(mode(folder), 0o755, "{}", folder.display());
        }
    }
}

#[test]
fn paths_from_elsewhere_are_refused() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let mut site = press.begin(out.path(), Kind::Published).unwrap();
    for path in ["/../x.html", "//etc/x.html", "/2025/10/.html", "/a/\u{0}.html", "/2025/10/A.html"]
    {
        let article = Article { path: path.to_owned(), ..Article::new(1) };
        assert!(matches!(article.give(&mut site), Err(WriteError::Path(_))), "{path}");
        let tombstone = Tombstone { path, at: article.published, reason: "x" };
        assert!(matches!(site.tombstone(&tombstone), Err(WriteError::Path(_))), "{path}");
        assert!(matches!(site.redirect("/a.html", path), Err(WriteError::Path(_))), "{path}");
    }
    let article = Article::new(1);
    article.give(&mut site).unwrap();
    assert!(matches!(article.give(&mut site), Err(WriteError::Twice(_))));
}
