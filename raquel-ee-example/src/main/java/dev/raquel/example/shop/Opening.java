package dev.raquel.example.shop;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says in the server's log where to look. */
@WebListener
public class Opening implements ServletContextListener {

    private static final Logger LOG = System.getLogger("dev.raquel.example.shop");

    @Override
    public void contextInitialized(ServletContextEvent event) {
        LOG.log(Level.INFO, "The shop is open: {0}", System.getProperty("shop.url", "at the address of this server"));
    }
}
