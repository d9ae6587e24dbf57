/** The shop over HTTP, in JSON. The page uses nothing else. */
package dev.raquel.example.shop.api;
