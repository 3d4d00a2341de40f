//! Compiles the built-in rule files, so that the program decodes tables at its start and parses nothing.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads and writes files"
)]

#[path = "src/disclosure/beside.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod beside;
#[path = "src/disclosure/case.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod case;
#[path = "src/disclosure/choice.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod choice;
#[path = "src/disclosure/compile.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod compile;
#[path = "src/disclosure/context.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod context;
#[path = "src/disclosure/fold.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod fold;
#[path = "src/disclosure/frequency.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod frequency;
#[path = "src/disclosure/literal.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod literal;
#[path = "src/disclosure/lookup.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod lookup;
#[path = "src/disclosure/role.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod role;
#[path = "src/disclosure/shape.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod shape;
#[path = "src/disclosure/sieve.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod sieve;
#[path = "src/disclosure/spec.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod spec;
#[path = "src/disclosure/table.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod table;
#[path = "src/vocabulary.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with the library, which uses all of it")]
mod vocabulary;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = Path::new("src/disclosure/rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    println!("cargo::rerun-if-changed=src/disclosure");
    println!("cargo::rerun-if-changed=src/vocabulary.rs");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(rules)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut specs = Vec::new();
    let mut all = Sha256::new();
    let mut index = String::from(
        "/// The built-in rule files: language and text.\npub(super) const SOURCES: &[(&str, &str)] = &[\n",
    );
    for file in &files {
        let text = std::fs::read_to_string(file)?;
        let spec: spec::PackSpec = toml::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?;
        let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        if stem != spec.lang {
            return Err(
                format!("{}: lang = \"{}\" differs from the file's name", file.display(), spec.lang).into()
            );
        }
        all.update(&text);
        all.update([0]);
        let whole = std::fs::canonicalize(file)?;
        writeln!(index, "    ({stem:?}, include_str!({:?})),", whole.display().to_string())?;
        specs.push(spec);
    }
    index.push_str("];\n");
    let digest: [u8; 32] = all.finalize().into();
    writeln!(
        index,
        "/// SHA-256 over their texts, each with a zero byte behind it.\nconst SOURCES_DIGEST: Digest = Digest({digest:?});"
    )?;
    let compiled = compile::compile(&specs)?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("rules.bin"), postcard::to_stdvec(&compiled)?)?;
    std::fs::write(
        out.join("lookup.bin"),
        postcard::to_stdvec(&compile::lookup(&compiled, &compile::frequencies(&specs)))?,
    )?;
    std::fs::write(out.join("sources.rs"), index)?;
    Ok(())
}
