//! Inputs out of seeds: bytes turned, pieces moved and repeated, numbers pushed to their ends, two inputs spliced.

/// SplitMix64 (Steele, Lea and Flood 2014): the same run for the same seed, on every machine.
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'s>(&mut self, list: &[&'s [u8]]) -> &'s [u8] {
        list[self.below(list.len())]
    }
}

/// What readers of any kind stumble over.
const ODD: &[&[u8]] = &[
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    "\u{202e}".as_bytes(),
    "e\u{301}".as_bytes(),
    "İ".as_bytes(),
    "ß".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{85}".as_bytes(),
    "–".as_bytes(),
    "’".as_bytes(),
    "٣".as_bytes(),
    "½".as_bytes(),
    b"\r",
    b"\n\n",
    b"\t",
    b"%00",
    b"%",
    b"'",
    b"\"",
    b";",
    b"--",
    b"<",
    b">",
    b"&#x110000;",
    b"{",
    b"[",
    b"/../",
    b"1e999",
    b"NaN",
    b"null",
];

/// Numbers at the ends of what types hold.
const ENDS: &[&[u8]] = &[
    b"0",
    b"-1",
    b"255",
    b"256",
    b"65536",
    b"2147483647",
    b"2147483648",
    b"4294967295",
    b"4294967296",
    b"9223372036854775807",
    b"9223372036854775808",
    b"18446744073709551616",
    b"99999999999999999999999999",
    b"0000",
    b"9999",
    b"10000",
    b"-9999",
    b"29",
    b"31",
    b"32",
    b"13",
];

/// Longest input that is made.
const LONGEST: usize = 16 * 1024;

/// An input near one of `known`, with pieces of the others and words of the target's own.
pub fn mutated(dice: &mut Dice, known: &[Vec<u8>], words: &[&[u8]]) -> Vec<u8> {
    let mut bytes = known[dice.below(known.len())].clone();
    for _ in 0..=dice.below(6) {
        once(dice, &mut bytes, known, words);
    }
    bytes.truncate(LONGEST);
    bytes
}

/// A range within `len`, short more often than long.
fn piece(dice: &mut Dice, len: usize) -> std::ops::Range<usize> {
    let start = dice.below(len + 1);
    let most = if dice.below(3) == 0 { len } else { 12 };
    start..(start + dice.below(most + 1)).min(len)
}

fn once(dice: &mut Dice, bytes: &mut Vec<u8>, known: &[Vec<u8>], words: &[&[u8]]) {
    let at = dice.below(bytes.len() + 1);
    match dice.below(11) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
        2 => drop(bytes.drain(piece(dice, bytes.len()))),
        3 => {
            let again = bytes[piece(dice, bytes.len())].to_vec();
            for _ in 0..=dice.below(3) {
                bytes.splice(at..at, again.iter().copied());
            }
        }
        4 => drop(bytes.splice(at..at, dice.of(ODD).iter().copied())),
        5 => {
            // A number in it, or at any place, becomes one at an end.
            let digits: Vec<usize> = (0..bytes.len())
                .filter(|&i| bytes[i].is_ascii_digit())
                .collect();
            let start = *digits.get(dice.below(digits.len())).unwrap_or(&at);
            let end = (start..bytes.len())
                .find(|&i| !bytes[i].is_ascii_digit())
                .unwrap_or(bytes.len());
            bytes.splice(start..end, dice.of(ENDS).iter().copied());
        }
        6 => {
            let other = &known[dice.below(known.len())];
            let from = piece(dice, other.len());
            bytes.splice(at..at, other[from].iter().copied());
        }
        7 => {
            // The head of this one, the tail of another.
            let other = &known[dice.below(known.len())];
            bytes.truncate(at);
            bytes.extend_from_slice(&other[dice.below(other.len() + 1)..]);
        }
        8 if dice.below(3) == 0 => bytes.truncate(at),
        _ if !words.is_empty() => {
            let word = dice.of(words);
            if dice.below(2) == 0 {
                bytes.splice(at..at, word.iter().copied());
            } else {
                let out = piece(dice, bytes.len());
                bytes.splice(out, word.iter().copied());
            }
        }
        _ => drop(bytes.splice(at..at, dice.of(ODD).iter().copied())),
    }
}
