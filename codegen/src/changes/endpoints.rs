//! Compares two endpoint rule sets by what they mean: which parameters lead to which endpoints.
//!
//! Both rule sets become decision graphs in one arena, over parameters alone, so that names of
//! variables, the order of keys and the grouping of rules are gone. Where the graphs differ, both
//! are walked side by side; an endpoint that differs is shown with parameters that lead to it.
//!
//! | module | contents |
//! |---|---|
//! | `expression` | expressions over parameters, each stored once |
//! | `graph` | decision graphs, made from planned tables |
//! | `evaluate` | the values of expressions, and the answer of a graph |
//! | `domain` | the values of a parameter that rules can tell apart |
//! | `synthesis` | texts that satisfy several conditions |
//! | `walk` | both graphs, side by side |
//! | `search` | parameters with which two rule sets have different answers |
//! | `rule_set` | one rule set, for tests |
//! | `compare` | the comparison of two rule sets |

mod compare;
mod domain;
mod evaluate;
mod expression;
mod graph;
mod rule_set;
mod search;
mod synthesis;
mod walk;

#[path = "../../runtime/support/url.rs"]
mod url;

pub use compare::compare;
pub use evaluate::{Answer, Value};
pub use rule_set::RuleSet;
pub use search::Finding;
