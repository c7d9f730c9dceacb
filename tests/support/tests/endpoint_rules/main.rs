//! Endpoint rules, from the file to the URL: read, laid out and evaluated as for generated clients.

mod bad;
mod cases;
mod corpus;
mod hosts;
mod tables;
