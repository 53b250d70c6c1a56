//! What the letters of a PDF mean where it does not bring its fonts along: a font without letters stands in for them, and
//! codes that are Unicode already (UniGB-UCS2-H) mean themselves. Other codes mean nothing here, which is told.

use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_cmap::CMapName;
use std::sync::Arc;

/// A font that draws nothing.
const BLANK: &[u8] = include_bytes!("blank.ttf");

/// Codes of two bytes that are their own numbers.
const THEMSELVES: &[u8] =
    b"/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (GB1) def /Supplement 0 def end def
/CMapName /Themselves def /WMode 0 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 begincidrange <0000> <FFFF> 0 endcidrange
endcmap";

/// Numbers that are their own Unicode.
const UNICODE: &[u8] = b"/CMapName /Unicode def /WMode 0 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap";

/// Codes of GBK, one or two bytes long, that mean nothing.
const NOTHING: &[u8] =
    b"/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (GB1) def /Supplement 0 def end def
/CMapName /Nothing def /WMode 0 def
2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange
1 begincidrange <00> <00> 0 endcidrange
endcmap";

/// How pages are read.
pub(super) fn settings() -> InterpreterSettings {
    let blank = Arc::new(BLANK.to_vec());
    InterpreterSettings {
        font_resolver: Arc::new(move |_| Some((blank.clone(), 0))),
        cmap_resolver: Arc::new(|name| Some(map(&name))),
        ..InterpreterSettings::default()
    }
}

fn map(name: &CMapName<'_>) -> &'static [u8] {
    let name = name.to_bytes();
    let holds = |word: &[u8]| name.windows(word.len()).any(|window| window == word);
    match () {
        () if name.starts_with(b"Adobe-") && name.ends_with(b"-UCS2") => UNICODE,
        () if holds(b"-UCS2-") || holds(b"-UTF16-") => THEMSELVES,
        () => NOTHING,
    }
}
