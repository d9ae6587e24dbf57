package dev.raquel.benchmarks.inside.app;

import dev.raquel.benchmarks.inside.Kind;
import dev.raquel.benchmarks.throughput.Handlers;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Runs a round and answers with its seconds: {@code ?kind=..&handlers=..&jobs=..} for the observer, with
 * {@code &threads=..} for the hand-written loop. Without parameters it just answers.
 */
@WebServlet("/round")
public class RoundServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Rounds rounds;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("kind") == null) {
            return;
        }
        Kind kind = Kind.valueOf(request.getParameter("kind"));
        Handlers handlers = Handlers.valueOf(request.getParameter("handlers"));
        int jobs = Integer.parseInt(request.getParameter("jobs"));
        String threads = request.getParameter("threads");
        try {
            double seconds = threads == null
                    ? rounds.observed(kind, handlers, jobs)
                    : rounds.written(kind, handlers, jobs, Integer.parseInt(threads));
            response.getWriter().print(seconds);
        } catch (Exception failed) {
            throw new IllegalStateException("The round failed", failed); // the server logs it, and answers 500
        }
    }
}
