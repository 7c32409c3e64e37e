"""The contact policy: caps, cooldowns, pauses and the gap, by `src/campaign/CONTACT.md`; events one by one, nothing shared."""

from datetime import timedelta

from days import millis

HOUR = 3_600_000
DAY = 24 * HOUR
COUNTERS = (("ct.imp7", 7), ("ct.imp30", 30))
EVENTS = ("impression", "click", "dismiss", "not_interested", "start")


def promotional(campaign):
    return campaign["class"] == "promotional"


def midnight(now, of):
    """When the day `of` begins by the clock that `now` is told by."""
    return millis(now.replace(year=of.year, month=of.month, day=of.day, hour=0, minute=0, second=0, microsecond=0))


def first_day(of, period):
    if period == "day":
        return of
    if period == "week":
        while of.weekday() != 0:
            of -= timedelta(days=1)
        return of
    return of.replace(day=1)


class Contact:
    """All that was shown and answered, also by the decision that is being made."""

    def __init__(self, bundle, facts, history):
        self.policy = bundle["policy"].get("contact", {})
        self.campaigns = {campaign["campaign"]: campaign for campaign in bundle["campaigns"]}
        self.facts, self.now = facts, facts.now
        self.durable = facts.request["storage"] == "durable"
        self.events = [event for event in history.events if event["kind"] in (*EVENTS, "ghost")]
        self.pruned_before = history.pruned_before

    def shows(self, campaign, slot):
        """The decision shows the campaign in the slot."""
        event = {"at": millis(self.now), "campaign": campaign["campaign"], "kind": "impression", "slot": slot}
        self.events.append({**event, "group": campaign.get("group")})

    def younger(self, event, span):
        return millis(self.now) - event["at"] < span

    def is_shared(self, event):
        """Whether promotions share the event: ghosts and servicing messages are their own campaign's alone."""
        known = self.campaigns.get(event["campaign"])
        return event["kind"] != "ghost" and (known is None or promotional(known))

    def group_of(self, event):
        return event.get("group") or self.campaigns.get(event["campaign"], {}).get("group")

    def in_group(self, event, campaign):
        return self.is_shared(event) and self.group_of(event) == campaign["group"]

    def caps(self, campaign):
        shared = [c for c in self.policy.get("caps", []) if c["scope"] != "group" or "group" in campaign]
        return campaign.get("caps", []) + shared

    def pauses(self, campaign):
        return [p for p in self.policy.get("pauses", []) if p["scope"] == "campaign" or "group" in campaign]

    # Caps.

    def is_in_window(self, cap, event):
        if "calendar" in cap:
            return event["at"] >= midnight(self.now, first_day(self.now.date(), cap["calendar"]))
        return self.younger(event, self.span(cap))

    def span(self, cap):
        return cap["days"] * DAY if "days" in cap else cap["hours"] * HOUR

    def counts(self, cap, campaign, slot, event):
        kinds = [cap["event"]]
        if cap["scope"] == "campaign":
            if cap["event"] == "impression":
                kinds.append("ghost")
            concerned = event["campaign"] == campaign["campaign"]
        elif cap["scope"] == "group":
            concerned = self.in_group(event, campaign)
        elif cap["scope"] == "slot":
            concerned = self.is_shared(event) and event.get("slot") in (None, slot)
        else:
            concerned = self.is_shared(event)
        return concerned and event["kind"] in kinds and self.is_in_window(cap, event)

    def banks_count(self, cap):
        """What the bank counted and what was shown since; None where it says nothing about the window."""
        if "calendar" in cap or cap["event"] != "impression":
            return None
        held = [(name, days) for name, days in COUNTERS if name in self.facts.catalogue]
        wide = [name for name, days in held if self.span(cap) <= days * DAY]
        value = self.facts.customer.value(wide[0]) if wide else None
        if value is None or value.number < 0:
            return None
        after = self.facts.as_of + timedelta(days=1)
        since = midnight(self.now, min(after, self.now.date()))
        if millis(self.now) - since >= self.span(cap):
            return None
        shown = [e for e in self.events if self.is_shared(e) and e["kind"] == "impression" and e["at"] >= since]
        return value.number + len(shown)

    def is_reached(self, cap, campaign, slot=None):
        count = sum(self.counts(cap, campaign, slot, event) for event in self.events)
        banks = self.banks_count(cap)
        if banks is not None and (cap["scope"] == "global" or not self.durable):
            count = max(count, banks)
        return count >= cap["count"]

    def is_full(self, campaign, slot):
        caps = [cap for cap in self.caps(campaign) if cap["scope"] == "slot"] if promotional(campaign) else []
        return any(self.is_reached(cap, campaign, slot) for cap in caps)

    # Cooldowns, pauses and the gap.

    def cooling(self, campaign):
        own = [event for event in self.events if event["campaign"] == campaign["campaign"]]
        for cooldown in campaign.get("cooldowns", []):
            if any(e["kind"] == cooldown["after"] and self.younger(e, cooldown["days"] * DAY) for e in own):
                return f"cooldown.{cooldown['after']}"
        for pause in self.pauses(campaign):
            concerned = own if pause["scope"] == "campaign" else [e for e in self.events if self.in_group(e, campaign)]
            times = sorted(event["at"] for event in concerned if event["kind"] == pause["after"])
            for n in range(pause["count"] - 1, len(times)):
                near = times[n] - times[n - pause["count"] + 1] < pause["days"] * DAY
                if near and millis(self.now) - times[n] < pause["pause_days"] * DAY:
                    return "pause"
        if "gap_hours" in self.policy:
            shown = [e for e in self.events if e["kind"] == "impression" and self.is_shared(e)]
            if any(self.younger(event, self.policy["gap_hours"] * HOUR) for event in shown):
                return "gap"
        return None

    # The gate.

    def is_kept(self, campaign):
        """Whether the history, or else the bank's count, looks back as far as all that concerns the campaign."""
        timed = campaign.get("cooldowns") or self.pauses(campaign) or "gap_hours" in self.policy
        counted = all(self.banks_count(cap) is not None for cap in self.caps(campaign))
        if not self.durable:
            return counted and not timed
        # The youngest event that pruning may have taken.
        lost = {"at": self.pruned_before - 1}
        spans = [cooldown["days"] * DAY for cooldown in campaign.get("cooldowns", [])]
        spans += [(pause["days"] + pause["pause_days"]) * DAY for pause in self.pauses(campaign)]
        spans += [self.policy["gap_hours"] * HOUR] if "gap_hours" in self.policy else []
        seen = any(self.younger(lost, span) for span in spans)
        return not seen and not any(self.is_in_window(cap, lost) for cap in self.caps(campaign))

    def crowding(self, campaign):
        """Gate and code where a cap or a wait keeps the campaign away, slots apart."""
        if not promotional(campaign):
            return None
        for cap in self.caps(campaign):
            if cap["scope"] != "slot" and self.is_reached(cap, campaign):
                return "capped", f"cap.{cap['scope']}"
        code = self.cooling(campaign)
        return ("cooling", code) if code else None
