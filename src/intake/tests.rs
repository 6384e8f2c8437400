use super::*;
#[test]
fn tmp_show() {
    let Ok(list) = std::env::var("SHOW") else { return };
    for file in list.split(' ') {
        let bytes = std::fs::read(file).unwrap();
        let r = read(
            &Source { name: file, bytes: &bytes, format: None },
            &Hints { sections: &[], year: Some(2026) },
        );
        match r {
            Ok(r) => {
                let m = &r.manuscript;
                println!(
                    "=== {file}\nH: {}\nS: {} | P: {} | D: {:?} | B: {}",
                    m.headline, m.section, m.place, m.date, m.byline
                );
                for n in &r.notes {
                    println!("  {} [{}] {}", n.kind.word(), n.text, n.count);
                }
                for (i, l) in m.body.lines().enumerate() {
                    println!(
                        "{i:3} {}",
                        l.chars().take(90).collect::<String>().replace('\u{a0}', "~")
                    );
                }
                println!(
                    "END: {:?}",
                    m.body
                        .chars()
                        .rev()
                        .take(60)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .collect::<String>()
                );
            }
            Err(e) => println!("=== {file} {e:?}"),
        }
    }
}
