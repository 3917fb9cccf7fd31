//! From a trained network to the 8-bit model file.

use super::data::Vocabulary;
use super::net::{Affine, Block, Net};
use legation_syntax::net::file::Writer;
use legation_syntax::net::{Plain, Sizes};

/// Writes the network's sections.
pub fn write(net: &Net, vocabulary: &Vocabulary, to: &mut Writer) {
    let s = net.sizes;
    let sizes = Sizes {
        word: s.word,
        piece: s.piece,
        shape: s.shape,
        hidden: s.hidden,
        layers: s.layers,
        arc: s.arc,
        label: s.label,
    };
    to.floats("sizes", &sizes.numbers().map(|n| n as f32));
    to.keys("words.keys", &vocabulary.keys);
    let unit = input_unit(net);
    to.bytes("words", &rounded(&net.tables[0], unit));
    to.bytes("shapes", &rounded(&net.tables[2], unit));
    let piece_unit = largest(&net.tables[1]) / 127.0;
    to.bytes("pieces", &rounded(&net.tables[1], piece_unit));
    to.floats("pieces.ratio", &[piece_unit / unit]);
    for (layer, directions) in net.layout.layers.iter().enumerate() {
        for (side, d) in ["ahead", "back"].iter().zip(directions) {
            let x_unit = if layer == 0 { unit } else { 1.0 / 127.0 };
            let name = |part: &str| format!("layer{layer}.{side}.{part}");
            plain(net, &[(d.input, Some(d.bias))], x_unit).write(&name("input"), to);
            plain(net, &[(d.recurrent, None)], 1.0 / 127.0).write(&name("recurrent"), to);
        }
    }
    let l = &net.layout;
    let of = |a: Affine| (a.weights, Some(a.bias));
    let top = [
        of(l.arc_dep),
        of(l.arc_head),
        of(l.label_dep),
        (l.label_head, None),
        of(l.upos),
        of(l.xpos),
        of(l.names),
    ];
    plain(net, &top, 1.0 / 127.0).write("top", to);
    for (name, block) in [
        ("arc.pair", l.arc_pair),
        ("arc.prior", l.arc_prior),
        ("arc.root", l.arc_root),
        ("label.root", l.label_root),
        ("label.out", l.label_out.weights),
        ("label.bias", l.label_out.bias),
        ("names.transitions", l.transitions),
    ] {
        to.floats(name, block.of(&net.dense));
    }
}

/// One step of the input's 8 bits: words and shapes must fit; a few outliers are clipped.
fn input_unit(net: &Net) -> f32 {
    let mut sizes: Vec<f32> = net.tables[0].iter().chain(&net.tables[2]).map(|x| x.abs()).collect();
    let at = sizes.len() - 1 - sizes.len() / 5000;
    let (_, cut, _) = sizes.select_nth_unstable_by(at, f32::total_cmp);
    *cut * 1.05 / 127.0
}

fn largest(x: &[f32]) -> f32 {
    x.iter().fold(1e-6, |m, v| m.max(v.abs()))
}

fn rounded(x: &[f32], unit: f32) -> Vec<i8> {
    x.iter().map(|v| (v / unit).round().clamp(-127.0, 127.0) as i8).collect()
}

/// Matrices side by side, a scale for every column; `x_unit` is the input's step.
fn plain(net: &Net, parts: &[(Block, Option<Block>)], x_unit: f32) -> Plain {
    let rows = parts[0].0.rows;
    let mut plain = Plain::default();
    let mut columns: Vec<Vec<i8>> = Vec::new();
    for &(block, bias) in parts {
        let w = block.of(&net.dense);
        for c in 0..block.cols {
            let column: Vec<f32> = (0..rows).map(|r| w[r * block.cols + c]).collect();
            let unit = largest(&column) / 127.0;
            columns.push(rounded(&column, unit));
            plain.scale.push(unit * x_unit);
            plain.bias.push(bias.map_or(0.0, |b| b.of(&net.dense)[c]));
        }
    }
    plain.weights = (0..rows).flat_map(|r| columns.iter().map(move |c| c[r])).collect();
    plain
}
