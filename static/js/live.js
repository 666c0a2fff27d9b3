// Moves HTML between socket and page. It holds no rules: the server says what is shown, and this file's only state is
// what has not been sent yet. Without it every form still posts plainly.
(() => {
  "use strict";
  const page = document.body;
  const isLive = "view" in page.dataset; // asks for what is new by itself
  const ACK_MS = 6000; // how long an answer may take before the vote counts as not sent
  const POLL_MS = 4000; // how often a page without a socket asks for what is new
  const flying = new Map(); // form -> what is on its way from it
  let socket = null;

  document.documentElement.classList.add("js");

  // ---- The page and what it has ----

  const revision = () => Number(document.getElementById("revision").dataset.revision);
  const isUp = () => Boolean(socket && socket.connected);
  const isTyped = (element) => element.matches("[data-typed][data-unsent], [data-live][data-unsent]")
    || element.querySelector("[data-typed][data-unsent], [data-live][data-unsent]") !== null;

  // Whose page this is, where several people may share the phone.
  const handNow = () => (document.getElementById("hand") ?? page).dataset.hand;

  // A push is for everybody, so its forms do not say whose they are; this page knows.
  function sign(form) {
    if (handNow() === undefined || form.method !== "post") return;
    const field = form.elements.hand || Object.assign(document.createElement("input"), { type: "hidden", name: "hand" });
    field.value = handNow();
    if (!field.form) form.append(field);
  }

  document.addEventListener("submit", (event) => sign(event.target), true);

  function show(link) {
    page.dataset.linkNow = link;
  }

  function put(html) {
    return htmx.swap({ text: html, swap: "none", target: page, sourceElement: page });
  }

  // A push holds nobody's choice: it must not touch the ballot that it would replace with an empty one of the same
  // question, nor a form that holds something unsent. The answer to that very form may.
  // Once the phone is with somebody else nothing of the page stays: it would be theirs who had it before.
  function isPassedOn(task) {
    const hand = task.fragment && task.fragment.querySelector("#hand");
    return Boolean(hand) && hand.dataset.hand !== handNow();
  }

  const targetOf = (task) => (typeof task.target === "string" ? document.querySelector(task.target) : task.target);

  function mayReplace(task, source) {
    if (task.type !== "oob") return true;
    const target = targetOf(task);
    const sent = task.fragment.firstElementChild;
    if (!target || !sent) return true;
    if (sent.dataset.unless && sent.dataset.unless === target.dataset.key) return false;
    return target.contains(source) && source !== page ? true : !isTyped(target);
  }

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx, tasks } = event.detail;
    const isPassed = tasks.some(isPassedOn);
    const kept = isPassed ? [...tasks] : tasks.filter((task) => mayReplace(task, ctx.sourceElement));
    tasks.splice(0, tasks.length, ...kept);
    kept.forEach(forgetSizes);
    if (isPassed) scrollTo(0, 0); // whose page it is by now, and why, stands at its top
    else kept.forEach(keepUnfolded);
  });

  // What comes next, or why not, stands at the top of the desk: who pressed far below it would not see it.
  document.addEventListener("submit", (event) => {
    if (event.target.closest("[data-to-top]")) scrollTo(0, 0);
  });

  // A box that was pulled larger has a style of its own. htmx would write it onto what takes its place, which the
  // content policy refuses, with an error for each.
  function forgetSizes(task) {
    const target = targetOf(task);
    if (target) target.querySelectorAll("[style]").forEach((element) => element.removeAttribute("style"));
  }

  // What somebody has unfolded, or folded up, stays so in what takes its place, as long as it is about the same.
  function keepUnfolded(task) {
    const target = targetOf(task);
    const sent = task.fragment.firstElementChild;
    if (task.swapSpec.style !== "outerHTML" || !target || !sent || sent.dataset.key !== target.dataset.key) return;
    const unfolded = new Map([...target.querySelectorAll("details")].map((details) => [titleOf(details), details.open]));
    for (const details of sent.querySelectorAll("details")) details.open = unfolded.get(titleOf(details)) ?? details.open;
  }

  const titleOf = (details) => details.querySelector("summary").textContent;

  // The session was deleted. To ask for it on and on would count as guessing codes.
  let isGone = false;

  const revisionIn = (html) => Number(html.match(/data-revision="(\d+)"/)[1]);

  async function refetch({ all = false, again = false } = {}) {
    const progress = document.getElementById("progress");
    const address = new URL(page.dataset.state, location.href);
    if (handNow() !== undefined) address.searchParams.set("hand", handNow());
    address.searchParams.set("since", all ? 0 : revision());
    if (progress && progress.dataset.tick && !all) address.searchParams.set("tick", progress.dataset.tick);
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
      isGone = answer.status === 404;
      const html = answer.status === 200 ? await answer.text() : "";
      // While it was on its way a push brought something newer. Twice in a row it is the server that has gone back, to a
      // copy of its database, and the page goes with it.
      if (html && !again && revisionIn(html) < revision()) return refetch({ all, again: true });
      if (html) await put(html);
      if (!isUp()) show(answer.status < 300 ? "poll" : "off");
    } catch {
      if (!isUp()) show("off");
    }
  }

  // ---- Votes: saved only when the server has said so ----

  const choiceOf = (form) => new FormData(form).get("choice");
  // What the form is sent as: the event of the button that was pressed last, or else of the form itself.
  const deedOf = (form) => form.dataset.deed || form.dataset.live;
  const markOf = (form) => JSON.stringify([deedOf(form), choiceOf(form)]);

  function say(form, when) {
    form.toggleAttribute("data-waiting", when !== "");
    for (const line of form.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== when;
  }

  function send(form) {
    if (flying.has(form) || (choiceOf(form) === null && !form.dataset.deed)) return;
    sign(form);
    const fields = Object.fromEntries(new FormData(form));
    const button = form.dataset.deed && form.querySelector(`[data-deed="${form.dataset.deed}"]`);
    flying.set(form, markOf(form));
    say(form, "sending");
    if (isUp()) {
      socket.timeout(ACK_MS).emit(deedOf(form), fields, (late, answer) => (late ? notSent(form) : answered(form, answer)));
    } else {
      htmx.trigger(button || form, "send");
    }
  }

  function notSent(form) {
    flying.delete(form);
    say(form, "unsent");
  }

  function answered(form, answer) {
    const sent = flying.get(form);
    flying.delete(form);
    if (!form.isConnected) return;
    if (markOf(form) !== sent) return send(form);
    if (answer.code === "retry" || (!answer.html && !answer.ok && !answer.notice)) return notSent(form);
    settled(form);
    if (answer.code === "handed_on") return handedOn(answer.notice);
    if (answer.html) return htmx.swap({ text: answer.html, target: form, swap: "outerMorph", sourceElement: form });
    say(form, "");
    put(noticeOf(answer.notice));
  }

  // The phone is with somebody else by now: their page, and a socket that has the cookie of now.
  function handedOn(notice) {
    socket.disconnect().connect();
    refetch({ all: true }).then(() => put(noticeOf(notice)));
  }

  function settled(form) {
    form.removeAttribute("data-unsent");
    form.removeAttribute("data-deed");
  }

  function noticeOf(text) {
    const box = document.getElementById("notice").cloneNode(false);
    box.setAttribute("hx-swap-oob", "true");
    box.append(Object.assign(document.createElement("p"), { textContent: text }));
    return box.outerHTML;
  }

  const unsent = () => document.querySelectorAll("form[data-live][data-unsent]");
  const sendAll = () => unsent().forEach(send);

  // A newer choice must win over one that is still on its way.
  function mark(form) {
    if (form.hasAttribute("data-unsent")) form.elements.seq.value = Number(form.elements.seq.value) + 1;
    form.setAttribute("data-unsent", "");
    send(form);
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-live]");
    if (!form) return;
    form.removeAttribute("data-deed");
    mark(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-live]")) return;
    event.preventDefault();
    const deed = event.submitter && event.submitter.dataset.deed;
    if (!deed) {
      form.setAttribute("data-unsent", "");
      return send(form);
    }
    for (const chosen of form.querySelectorAll("input:checked")) chosen.checked = false;
    form.dataset.deed = deed;
    mark(form);
  }, true);

  // The same form by htmx, while there is no socket.
  const formOf = (event) => event.detail.ctx && event.detail.ctx.sourceElement.closest("form[data-live]");

  document.addEventListener("htmx:after:request", (event) => {
    const form = formOf(event);
    if (!form) return;
    const sent = flying.get(form);
    flying.delete(form);
    if (event.detail.ctx.response.status >= 500) {
      event.preventDefault();
      notSent(form);
    } else if (markOf(form) !== sent) {
      event.preventDefault();
      send(form);
    } else {
      settled(form);
      say(form, "");
    }
  });

  document.addEventListener("htmx:error", (event) => {
    const form = formOf(event);
    if (form) notSent(form);
  });

  // ---- What somebody is typing ----

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-typed]");
    if (form) form.setAttribute("data-unsent", "");
  });

  // ---- Small things of the page ----

  document.addEventListener("click", (event) => {
    const hide = event.target.closest("[data-hide-votes]");
    const copy = event.target.closest("[data-copy]");
    if (hide) hide.setAttribute("aria-pressed", String(page.classList.toggle("hide-votes")));
    if (copy) copyFrom(document.getElementById(copy.dataset.copy));
  });

  // The clipboard does not exist on plain http: there the link is selected, ready to be copied by hand.
  async function copyFrom(field) {
    field.select();
    const done = navigator.clipboard
      ? await navigator.clipboard.writeText(field.value).then(() => true, () => false)
      : document.execCommand("copy");
    for (const line of document.querySelectorAll("[data-copied]")) line.hidden = !done;
  }

  // The desk's key stands behind the # in its link: the server and the address bar never keep it.
  function takeKey() {
    const key = new URLSearchParams(location.hash.slice(1)).get("key");
    if (!key) return;
    history.replaceState(null, "", location.pathname);
    const form = document.querySelector("[data-key-form]");
    if (!form) return;
    form.hidden = false;
    form.elements.key.value = key;
    form.submit();
  }

  // ---- The socket ----

  function connect() {
    if (!window.io) return;
    socket = io({
      transports: ["websocket"],
      reconnectionDelay: 400,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.7,
      timeout: 8000,
      auth: (give) => give({ code: page.dataset.code, view: page.dataset.view, since: revision() }),
    });
    socket.on("connect", () => {
      show("up");
      refetch().then(sendAll);
    });
    socket.on("disconnect", (reason) => {
      show(navigator.onLine ? "poll" : "off");
      if (reason === "io server disconnect") socket.connect();
    });
    socket.on("partial", (message) => {
      const has = revision();
      if (message.revision <= has) return;
      if (message.base > has) refetch();
      else put(message.html);
    });
    socket.on("progress", (message) => put(message.html));
  }

  // A phone that slept may hold a dead socket that still looks alive.
  let hiddenSince = 0;
  function wake() {
    const slept = hiddenSince && Date.now() - hiddenSince > 20000;
    hiddenSince = 0;
    if (socket && slept) socket.disconnect();
    if (socket && !socket.connected) socket.connect();
    refetch().then(sendAll);
  }

  // ---- Other windows of the same phone ----

  // Passed on in one window it is so in all: none goes on showing what the person before said.
  function listenToWindows() {
    if (!window.BroadcastChannel || handNow() === undefined) return;
    const windows = new BroadcastChannel("passed-on");
    if (document.querySelector("[data-passed-on]")) windows.postMessage({ code: page.dataset.code, hand: handNow() });
    windows.addEventListener("message", ({ data }) => {
      if (data.code !== page.dataset.code || data.hand === handNow()) return;
      if (isLive) refetch();
      else location.reload();
    });
  }

  // An old browser was told nothing. A reload folds everything up, so the page first asks whose it would be.
  async function reloadIfPassedOn() {
    const html = await fetch(location.href, { cache: "no-store" }).then((answer) => answer.text(), () => "");
    if (handOf(html) !== handNow()) location.reload();
  }

  const handOf = (html) => new DOMParser().parseFromString(html, "text/html").body.dataset.hand;

  function whenSeenAgain(act) {
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && act());
    addEventListener("pageshow", (event) => event.persisted && act());
  }

  takeKey();
  listenToWindows();
  if (!isLive && handNow() !== undefined) whenSeenAgain(reloadIfPassedOn);
  if (!isLive) return;
  connect();
  whenSeenAgain(wake);
  setInterval(() => {
    if (isGone) return;
    if (!isUp()) refetch().then(sendAll);
    else sendAll();
  }, POLL_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hiddenSince = Date.now();
  });
  addEventListener("online", wake);
  addEventListener("offline", () => show("off"));
})();
