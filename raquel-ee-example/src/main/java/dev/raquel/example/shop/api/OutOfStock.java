package dev.raquel.example.shop.api;

import dev.raquel.example.shop.OutOfStockException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** An order that the warehouse cannot serve is answered with 409. By now its transaction is rolled back. */
@Provider
public class OutOfStock implements ExceptionMapper<OutOfStockException> {

    @Override
    public Response toResponse(OutOfStockException refused) {
        return ApiError.response(Response.Status.CONFLICT, refused.getMessage());
    }
}
