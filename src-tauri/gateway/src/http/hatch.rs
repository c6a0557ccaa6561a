//! The pipeline of what comes whole: the same way as `serve`, without a conversation and without a stream.

use std::time::Instant;

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;

use super::serve::{Begun, Gateway, refused};
use super::{answer, body, pick};
use crate::bedrock::{Finished, Invocable, Place};
use crate::doors::{Hatch, Order, openai};
use crate::error::Result;
use crate::ir::Job;
use crate::remote;

impl Gateway {
    /// Reads a request, asks Bedrock, answers; whatever goes wrong is answered in OpenAI's shape.
    pub(super) async fn hand_out<H>(&self, hatch: H, request: Request<Body>, begun: Begun) -> Response
    where
        H: Hatch,
        H::Job: Invocable,
    {
        let began = Instant::now();
        let mut response = match self.fetch(&hatch, request, &begun).await {
            Ok(response) => response,
            Err(error) => answer::failure(&error, openai::error_body(&error), &begun.notes),
        };
        answer::processing_time(response.headers_mut(), began);
        response
    }

    async fn fetch<H>(&self, hatch: &H, request: Request<Body>, begun: &Begun) -> Result<Response>
    where
        H: Hatch,
        H::Job: Invocable,
    {
        let Begun { notes, live } = begun;
        let _permit = self.place()?;
        let place = pick::place(request.headers())?;
        let bytes = body::read(request.into_body(), self.limits.body, self.limits.body_idle).await?;
        notes.body_read();
        notes.body(&bytes);
        let Order { mut job, mut complaints, form } = hatch.parse(&bytes)?;
        drop(bytes);
        notes.asked(job.model(), false);
        let bedrock = self.clients.of(&place, job.model(), &live.models).await?;
        remote::fill_pictures(job.pictures(), &self.fetcher).await?;
        let id = bedrock.resolve(job.model(), &live.models).await;
        let Place { profile, region } = bedrock.place();
        notes.resolved(&id, profile.as_ref(), region);
        job.resolved(id);
        let pieces = job.pieces();
        let ready = bedrock.plan(job).await?;
        complaints.extend_from_slice(ready.complaints());
        notes.adjusted(&complaints);
        if let Some(first) = complaints.first().filter(|_| live.behaviour.strict) {
            return Err(refused(first));
        }
        notes.ready(None, ready.prices());
        ready.bodies().iter().for_each(|body| notes.asks("InvokeModel", ready.model(), 1, body));
        let Finished { done, request_id } = bedrock.invoke_all(ready).await?;
        notes.aws_request_id(request_id.as_deref());
        if let Some(usage) = H::Job::usage(&done) {
            notes.add_usage(usage);
        }
        notes.add_pieces(pieces);
        let mut response = answer::json(hatch.reply(&form, &done));
        answer::request_id(response.headers_mut(), request_id.as_deref());
        answer::adjusted(response.headers_mut(), &complaints);
        Ok(response)
    }
}
