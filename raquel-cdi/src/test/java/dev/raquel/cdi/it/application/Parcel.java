package dev.raquel.cdi.it.application;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;

/** What an observer is given for one call. */
@Dependent
public class Parcel {

    @PostConstruct
    void begin() {
        Diary.write("parcel made");
    }

    @PreDestroy
    void end() {
        Diary.write("parcel gone");
    }
}
