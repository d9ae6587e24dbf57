package dev.raquel.cdi.it.redeploy.observer;

import dev.raquel.cdi.it.redeploy.application.ClassLoaders;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Tells one thing a line: which threads are an application's, or which class loaders are still there. */
@WebServlet({"/threads", "/classloaders"})
public class Observer extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** For the server. */
    public Observer() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> seen = request.getServletPath().equals("/threads") ? threads() : classLoadersAfterCollection();
        response.getWriter().print(String.join("\n", seen));
    }

    private static List<String> threads() {
        List<ClassLoader> loaders = ClassLoaders.alive();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("raquel-") || loaders.contains(thread.getContextClassLoader()))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    private static List<String> classLoadersAfterCollection() {
        System.gc();
        return ClassLoaders.alive().stream().map(Object::toString).toList();
    }
}
