//! Calls the clients of the mini-models: what they send and how they read answers.

mod accounts;
mod auth;
mod checksums;
mod endpoint_discovery;
mod endpoints;
mod errors;
mod extras;
mod harness;
mod requests;
mod responses;
mod rest_bodies;
mod rest_requests;
mod rest_responses;
mod rust_api;
