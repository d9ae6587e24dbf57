package dev.raquel.example.shop.api;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A body that JSON-B cannot read is the client's fault, so 400; left alone, servers answer 500. */
@Provider
public class UnreadableInput implements ExceptionMapper<ProcessingException> {

    @Override
    public Response toResponse(ProcessingException unreadable) {
        return ApiError.response(Response.Status.BAD_REQUEST, "this is no JSON of an order");
    }
}
