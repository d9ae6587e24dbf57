package dev.raquel.example.shop.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the resources of this package under {@code /api}. */
@ApplicationPath("/api")
public class RestApi extends Application {}
