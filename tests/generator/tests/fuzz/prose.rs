//! Documentation in HTML.

use botosmith::prose::markdown;
use generator_tests::fuzz::{MESSAGE, fuzz};

#[test]
fn html() {
    let seeds = [
        "<p>Puts <i>one</i> thing &amp; <code>x</code>.</p><note><p>See <a href=\"https://x\">it</a></p></note>",
        "<ul><li><p>one</p></li><li>two<ol><li>three</li></ol></li></ul><dl><dt>a</dt><dd>b</dd></dl>",
        "<pre><code>let x = `1`;\n  y</code></pre><table><tr><th>a</th></tr><tr><td>|</td></tr></table>",
        "no <b>end <i>at</b> all</i> &lt;script&gt; &#x41; &nbsp; * _ ` [a](b)",
    ];
    fuzz(100_000, MESSAGE, &seeds, |input| {
        let _ = markdown(&String::from_utf8_lossy(input));
    });
}
