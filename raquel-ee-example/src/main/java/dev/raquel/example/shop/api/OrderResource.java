package dev.raquel.example.shop.api;

import dev.raquel.example.shop.NewOrder;
import dev.raquel.example.shop.OrderService;
import dev.raquel.example.shop.ShopOrder;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/** Places and shows orders. Answers a POST as soon as the order and its jobs are committed. */
@RequestScoped
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    @PersistenceContext
    EntityManager em;

    @Inject
    OrderService orders;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response place(@Valid @NotNull(message = "the order is missing") NewOrder wish, @Context UriInfo uri) {
        ShopOrder order = orders.place(wish);
        URI location =
                uri.getAbsolutePathBuilder().path(String.valueOf(order.getId())).build();
        return Response.created(location).entity(order).build();
    }

    @GET
    @Path("/{id}")
    public ShopOrder get(@PathParam("id") long id) {
        ShopOrder order = em.find(ShopOrder.class, id);
        if (order == null) {
            throw new NotFoundException("there is no order " + id);
        }
        return order;
    }

    @GET
    public List<ShopOrder> newest() {
        return em.createQuery("select o from ShopOrder o order by o.id desc", ShopOrder.class)
                .setMaxResults(100)
                .getResultList();
    }
}
