//! Stand-in for the endpoint rules of a service, which the generator writes: one URL with the
//! region in it.

use crate::support::endpoint_rules::table::*;

pub(super) static RULES: Rules = Rules {
    parameters: &[
        parameter(
            "Region",
            ParameterUsage::Region,
            true,
            DefaultValue::Nothing,
        ),
        parameter(
            "AccountId",
            ParameterUsage::Plain,
            false,
            DefaultValue::Nothing,
        ),
    ],
    texts: &["https://stand-in.", ".amazonaws.com"],
    calls: &[Call::Template(run(0, 3))],
    parts: &[Operand::Text(0), Operand::Parameter(0), Operand::Text(1)],
    conditions: &[Condition::IsSet(Operand::Parameter(0))],
    nodes: &[node(0, 1, 2)],
    outcomes: &[Outcome::Endpoint(0), Outcome::NoRule],
    endpoints: &[answer(Operand::Call(0), run(0, 0), run(0, 0), run(0, 0))],
    auth_schemes: &[],
    fields: &[],
    items: &[],
    headers: &[],
};
