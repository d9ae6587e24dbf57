package dev.raquel.example.shop.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the API answers when it refuses: one sentence in JSON. */
public record ApiError(String error) {

    static Response response(Response.Status status, String error) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new ApiError(error))
                .build();
    }
}
