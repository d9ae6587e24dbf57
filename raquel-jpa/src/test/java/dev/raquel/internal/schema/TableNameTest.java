package dev.raquel.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {

    @ParameterizedTest
    @CsvSource({
        "jobs,,jobs",
        "work.jobs,work.,jobs",
        "shop.work.jobs,shop.work.,jobs",
        "'\"Jobs\"',,Jobs",
        "'\"my.work\".\"odd.jobs\"','\"my.work\".',odd_jobs",
        "`work`.`jobs`,`work`.,jobs",
    })
    void isTakenApart(String qualified, String prefix, String plain) {
        TableName name = new TableName(qualified);

        assertThat(name.prefix()).isEqualTo(prefix == null ? "" : prefix);
        assertThat(name.plain()).isEqualTo(plain);
    }
}
