package dev.raquel.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shop on a real server, over HTTP; the same shop.war on each. The tests share one server; each looks only at its
 * own orders.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShopContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    ServerProcess server;

    /** The server, with its database, ready to be started. */
    abstract ServerProcess createServer() throws Exception;

    @BeforeAll
    void start() throws Exception {
        server = createServer();
        server.start();
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void theJobsOfAnOrderSucceed() {
        HttpResponse<String> response = place("Ada", "Teacup", 3);

        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode order = json(response.body());
        assertThat(order.get("customer").asText()).isEqualTo("Ada");
        assertThat(Instant.parse(order.get("placedAt").asText())).isBeforeOrEqualTo(Instant.now());
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(json(server.get(location).body())).isEqualTo(order);

        long id = order.get("id").asLong();
        JsonNode invoiceJob = awaitSuccess("invoices", id);
        assertThat(invoiceJob.get("attempts").asInt()).isEqualTo(1);
        assertThat(Instant.parse(invoiceJob.get("finishedAt").asText()))
                .isAfterOrEqualTo(Instant.parse(invoiceJob.get("enqueuedAt").asText()));
        assertThat(invoices(id))
                .singleElement()
                .satisfies(invoice ->
                        assertThat(invoice.get("amount").decimalValue()).isEqualByComparingTo("37.50"));

        awaitSuccess("emails", id);
        assertThat(mails(id)).hasSize(1);
    }

    @Test
    void aMailThatIsRefusedIsSentByTheRetry() throws Exception {
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            orders.add(json(place("Grace", "Saucer", 1).body()).get("id").asLong());
        }

        JsonNode failed = shortly()
                .until(() -> jobsWithStatus("emails", orders, "failed"), jobs -> jobs.size() == 1)
                .get(0);
        assertThat(failed.get("error").asText()).contains("451 try again later");
        assertThat(failed.get("attempts").asInt()).isEqualTo(1);
        assertThat(Instant.parse(failed.get("scheduledAt").asText()))
                .isEqualTo(Instant.parse(failed.get("finishedAt").asText()).plusSeconds(5));
        awaitReport(failed);

        long refused = orderOf(failed);
        assertThat(mails(refused)).isEmpty();
        assertThat(awaitSuccess("emails", refused).get("attempts").asInt()).isEqualTo(2);
        assertThat(mails(refused))
                .singleElement()
                .satisfies(mail -> assertThat(mail.get("attempts").asInt()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"customer\":\"\",\"item\":\"x\",\"quantity\":1}    | customer is missing",
                "{\"item\":\"x\",\"quantity\":1}                      | customer is missing",
                "{\"customer\":\"Bad\",\"item\":\" \",\"quantity\":1} | item is missing",
                "{\"customer\":\"Bad\",\"item\":\"x\"}                | quantity is missing",
                "{\"customer\":\"Bad\",\"item\":\"x\",\"quantity\":0} | quantity must be 1 or more",
                "{\"customer\":\"Bad\",\"item\":\"x\",\"quantity\":\"many\"} | this is no JSON of an order",
                "{\"customer\":                                       | this is no JSON of an order",
                "null                                                 | the order is missing"
            })
    void badInputIsRefused(String body, String error) {
        int orders = list("orders").size();
        int jobs = list("jobs").size();

        HttpResponse<String> response = server.post("api/orders", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).get("error").asText()).contains(error);
        assertThat(list("orders")).hasSize(orders);
        assertThat(list("jobs")).hasSize(jobs);
    }

    @Test
    void anOrderThatIsRolledBackLeavesNoJob() {
        HttpResponse<String> response = place("Edsger", "Elephant", 1001);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response.body()).get("error").asText()).contains("only 1000 pieces");
        List<JsonNode> orders = list("orders");
        assertThat(orders).noneMatch(order -> order.get("item").asText().equals("Elephant"));
        List<Long> ids = orders.stream().map(order -> order.get("id").asLong()).toList();
        assertThat(list("jobs")).allMatch(job -> ids.contains(orderOf(job)), "is of an order that exists");
    }

    @Test
    void aKilledServersJobIsRunAgainAndItsWorkIsThereOnce() throws Exception {
        long id = json(place("Barbara", "Plate", 300).body()).get("id").asLong();
        shortly().until(() -> job("invoices", id).get("status").asText(), "claimed"::equals);

        server.kill();
        server.start();

        assertThat(invoices(id)).as("what the killed attempt wrote").isEmpty();
        JsonNode job = awaitSuccess("invoices", id);
        assertThat(job.get("attempts").asInt())
                .as("the lost claim and the next")
                .isEqualTo(2);
        assertThat(job.get("error").asText()).contains("may have run");
        awaitReport(job);
        assertThat(invoices(id)).hasSize(1);
    }

    @Test
    void thePageIsAtTheRoot() {
        HttpResponse<String> page = server.get("");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("The example shop");
    }

    /** What observers of life events have said about a job that failed. */
    private void awaitReport(JsonNode job) {
        String report =
                "Job " + job.get("id").asText() + " of " + job.get("queue").asText() + " failed";
        shortly().until(() -> server.log().contains(report));
    }

    private HttpResponse<String> place(String customer, String item, int quantity) {
        return server.post(
                "api/orders",
                JSON.createObjectNode()
                        .put("customer", customer)
                        .put("item", item)
                        .put("quantity", quantity)
                        .toString());
    }

    private JsonNode awaitSuccess(String queue, long order) {
        return shortly()
                .until(
                        () -> job(queue, order),
                        job -> job.get("status").asText().equals("success"));
    }

    private static ConditionFactory shortly() {
        return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(30));
    }

    private JsonNode job(String queue, long order) {
        return list("jobs").stream()
                .filter(job -> job.get("queue").asText().equals(queue) && orderOf(job) == order)
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> jobsWithStatus(String queue, List<Long> orders, String status) {
        return list("jobs").stream()
                .filter(job -> job.get("queue").asText().equals(queue))
                .filter(job -> job.get("status").asText().equals(status))
                .filter(job -> orders.contains(orderOf(job)))
                .toList();
    }

    private static long orderOf(JsonNode job) {
        return json(job.get("payload").asText()).get("orderId").asLong();
    }

    private List<JsonNode> invoices(long order) {
        return list("invoices").stream()
                .filter(invoice -> invoice.get("orderId").asLong() == order)
                .toList();
    }

    private List<JsonNode> mails(long order) {
        return list("mails").stream()
                .filter(mail -> mail.get("subject").asText().startsWith("Your order " + order + ":"))
                .toList();
    }

    private List<JsonNode> list(String resource) {
        HttpResponse<String> response = server.get("api/" + resource);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return StreamSupport.stream(json(response.body()).spliterator(), false).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + text, e);
        }
    }
}
