// The page polls the API and redraws its tables. All that comes from the server goes in as text, never as HTML.
"use strict";

const POLL_MILLIS = 500;

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "medium", hourCycle: "h23" });
const money = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 });

function cell(content, className = "") {
  const td = document.createElement("td");
  td.className = className;
  td.append(content ?? "");
  return td;
}

function span(text, className) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function timeCell(iso) {
  return cell(iso ? time.format(new Date(iso)) : "", "time");
}

function show(tableId, items, cellsOf, nothing) {
  const rows = items.map(item => {
    const row = document.createElement("tr");
    row.append(...cellsOf(item));
    return row;
  });
  if (rows.length === 0) {
    const row = document.createElement("tr");
    row.className = "nothing";
    const td = cell(nothing);
    td.colSpan = 6;
    row.append(td);
    rows.push(row);
  }
  document.getElementById(tableId).replaceChildren(...rows);
}

function seconds(millis) {
  return (millis / 1000).toFixed(1) + " s";
}


function untilWhen(iso) {
  const millis = new Date(iso) - Date.now();
  return millis > 0 ? "in " + Math.ceil(millis / 1000) + " s" : "now";
}

// What a job's row tells beyond its status: the last error, and what comes next or how it ended.
function story(job) {
  const told = document.createDocumentFragment();
  if (job.error && job.status !== "success") {
    told.append(span(job.error, "error"), document.createElement("br"));
  }
  switch (job.status) {
    case "queued":
      told.append("due " + untilWhen(job.scheduledAt));
      break;
    case "claimed":
      told.append("at work");
      break;
    case "failed":
      told.append("next attempt " + untilWhen(job.scheduledAt));
      break;
    case "success":
      told.append("done " + seconds(new Date(job.finishedAt) - new Date(job.enqueuedAt)) + " after it was enqueued");
      if (job.error) {
        told.append(document.createElement("br"), span("failed before with " + job.error, "past"));
      }
      break;
    default:
      told.append("ended at " + time.format(new Date(job.finishedAt)));
  }
  return told;
}

const tables = {
  jobs: jobs => show("jobs", jobs, job => [
    cell(job.queue),
    cell(job.payload, "payload"),
    cell(span(job.status, "status " + job.status)),
    cell(job.attempts, "number"),
    timeCell(job.enqueuedAt),
    cell(story(job), "story"),
  ], "No job yet."),

  orders: orders => show("orders", orders, order => [
    cell(order.id, "number"),
    cell(order.customer),
    cell(order.item),
    cell(order.quantity, "number"),
    timeCell(order.placedAt),
  ], "No order yet."),

  invoices: invoices => show("invoices", invoices, invoice => [
    cell(invoice.orderId, "number"),
    cell(money.format(invoice.amount), "number"),
    timeCell(invoice.issuedAt),
  ], "No invoice yet."),

  mails: mails => show("mails", mails, mail => [
    cell(mail.recipient),
    cell(mail.subject),
    cell(mail.attempts, "number"),
    timeCell(mail.sentAt),
  ], "No mail yet."),
};

async function refresh() {
  const names = Object.keys(tables);
  const responses = await Promise.all(names.map(name => fetch("api/" + name)));
  for (const response of responses) {
    if (!response.ok) {
      throw new Error("HTTP " + response.status);
    }
  }
  const contents = await Promise.all(responses.map(response => response.json()));
  names.forEach((name, index) => tables[name](contents[index]));
}

function say(elementId, text) {
  const element = document.getElementById(elementId);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

async function poll() {
  try {
    await refresh();
    say("connection", "");
  } catch {
    say("connection", "The server does not answer. Trying again …");
  }
  setTimeout(poll, POLL_MILLIS);
}

async function place(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  const answer = document.getElementById("answer");
  try {
    const response = await fetch("api/orders", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        customer: form.customer.value,
        item: form.item.value,
        quantity: form.quantity.value === "" ? null : Number(form.quantity.value),
      }),
    });
    const content = await response.json();
    answer.className = response.ok ? "" : "refused";
    answer.textContent = response.ok ? "Order " + content.id + " is placed." : "Refused: " + content.error + ".";
  } catch {
    answer.className = "refused";
    answer.textContent = "The server does not answer; the order may or may not be placed.";
  } finally {
    button.disabled = false;
  }
}

document.getElementById("order").addEventListener("submit", place);
poll();
