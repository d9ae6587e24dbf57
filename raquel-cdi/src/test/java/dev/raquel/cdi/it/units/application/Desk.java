package dev.raquel.cdi.it.units.application;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.NullUnmarked;

/** Takes orders from outside. */
@WebServlet("/order")
@NullUnmarked
public class Desk extends HttpServlet {

    private static final long serialVersionUID = 1;

    @EJB
    private transient Business business;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        business.order(
                request.getParameter("queue"),
                request.getParameter("text"),
                Integer.parseInt(request.getParameter("jobs")),
                request.getParameter("fail") != null);
        response.getWriter().println("done");
    }
}
