/** The shop: its orders, what they enqueue, and the handlers of the two queues. */
package dev.raquel.example.shop;
