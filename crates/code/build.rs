//! Packs the shipped models for the program: compressed, and what two encoders have in common only once.
//!
//! The models begin from one table of word pieces, which is half of each encoder and compresses by a third. As they lie in
//! `models/` they are whole files, with the sums that their manifests name; `files.rs` makes those files again.

use std::collections::HashMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The shipped models.
const MODELS: [&str; 2] = ["standard", "fast"];
const FILES: [&str; 3] = ["encoder.onnx", "roles.onnx", "heads.safetensors"];

/// Runs shorter than this are not worth a piece of their own.
const WORTH: usize = 1 << 20;

/// Bytes of a run's beginning by which it is looked for.
const PROBE: usize = 64;

/// Compression: nearly all that is to be had comes from the letters' frequencies, which the first level counts too.
const LEVEL: i32 = 1;

fn main() {
    let models = Path::new("../../models");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to write"));
    let mut packer = Packer::default();
    let mut tables = String::new();
    let encoders = MODELS.map(|model| read(&models.join(model).join(FILES[0])));
    for (at, model) in MODELS.iter().enumerate() {
        let mut files = Vec::new();
        for file in FILES {
            let bytes = read(&models.join(model).join(file));
            let other = &encoders[usize::from(at == 0)];
            let shared = (file == FILES[0]).then(|| common(other, &bytes)).flatten();
            let pieces = match shared {
                Some(run) => vec![0..run.start, run.clone(), run.end..bytes.len()],
                None => std::iter::once(0..bytes.len()).collect(),
            };
            let pieces = pieces.into_iter().map(|range| packer.piece(&bytes[range]));
            files.push(format!("&[{}]", pieces.collect::<Vec<_>>().join(", ")));
        }
        writeln!(tables, "    ({model:?}, [{}]),", files.join(", ")).expect("a string takes all");
    }
    let count = MODELS.len();
    let mut source = format!("const PACKED: [(&str, [&[Piece]; 3]); {count}] = [\n{tables}];\n");
    for (number, (packed, length)) in packer.pieces.iter().enumerate() {
        let path = out.join(format!("piece{number}.zst"));
        fs::write(&path, packed).expect("the build folder can be written to");
        writeln!(
            source,
            "static PIECE_{number}: &[u8] = include_bytes!({path:?}); const LENGTH_{number}: usize = {length};"
        )
        .expect("a string takes all");
    }
    fs::write(out.join("packed.rs"), source).expect("the build folder can be written to");
    println!("cargo:rerun-if-changed=build.rs");
}

/// Pieces that were packed; one that is met again is not packed again.
#[derive(Default)]
struct Packer {
    pieces: Vec<(Vec<u8>, usize)>,
    known: HashMap<Vec<u8>, usize>,
}

impl Packer {
    /// The source of a piece: its number's packed bytes and its length when unpacked.
    fn piece(&mut self, bytes: &[u8]) -> String {
        let number = match self.known.get(bytes) {
            Some(number) => *number,
            None => {
                let packed = zstd::bulk::compress(bytes, LEVEL).expect("any bytes can be packed");
                self.pieces.push((packed, bytes.len()));
                let number = self.pieces.len() - 1;
                self.known.insert(bytes.to_vec(), number);
                number
            }
        };
        format!("Piece {{ packed: PIECE_{number}, length: LENGTH_{number} }}")
    }
}

fn read(path: &Path) -> Vec<u8> {
    println!("cargo:rerun-if-changed={}", path.display());
    fs::read(path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
}

/// Where in `b` a long run stands that `a` has too, if there is one.
fn common(a: &[u8], b: &[u8]) -> Option<Range<usize>> {
    // The middle first: the run that is looked for is about half of the file.
    for part in [4, 3, 5, 2, 6, 1, 7] {
        let at = a.len() / 8 * part;
        let Some(probe) = a.get(at..at + PROBE) else {
            continue;
        };
        let Some(found) = memchr::memmem::find(b, probe) else {
            continue;
        };
        let back = (0..at.min(found))
            .take_while(|n| a[at - n - 1] == b[found - n - 1])
            .count();
        let on = a[at..]
            .iter()
            .zip(&b[found..])
            .take_while(|(x, y)| x == y)
            .count();
        if back + on >= WORTH {
            return Some(found - back..found + on);
        }
    }
    None
}
