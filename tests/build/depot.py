"""A second small corpus: code with libraries, comments and long methods, and stories that an API serves."""

from stages.build.piece import Piece, Refusal
from stages.build.pieces import PIECES
from stages.build.unit import Assets
from stages.build.world import World
from tests.build.faulty import FAULTY
from tests.build.made import FILES, STANDARDS, assets, unit

MAILER = """package com.acme.mail;

import com.acme.coupon.Coupon;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestTemplate;

/** Sends what members are told. */
@Service
public class Mailer {
    private static final String URL = "/mails";   // of the gateway

    private final RestTemplate gateway;

    public Mailer(RestTemplate gateway) {
        this.gateway = gateway;
    }

    /** Says whether an address can be written to. */
    public boolean reachable(String address) {
        return address.contains("@");
    }

    /**
     * Sends one mail for each coupon.
     * @param coupons what is sent
     * @param address where to
     * @return how many went out
     */
    public int sendAll(List<Coupon> coupons, String address) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Address", address);
        int sent = 0;
        // skip addresses that nobody reads
        if (!reachable(address)) {
            return sent;
        }
        for (Coupon coupon : coupons) {
            try {
                gateway.postForObject(URL, coupon.getCode(), String.class);
                sent = sent + 1;
            } catch (RestClientException failed) {
                log.warn("mail of coupon {} was not sent to {}", coupon.getCode(), address);
                if (sent == 0) {
                    throw new IllegalStateException("the gateway takes no mail at all", failed);
                }
            }
        }
        return sent;
    }
}
"""
COURIER = """package com.acme.courier;

@Service
public class Courier {
    private final RestTemplate gateway;

    public int sendParcels(List<Parcel> parcels, String address) {
        int sent = 0;
        for (Parcel parcel : parcels) {
            gateway.postForObject("/parcels", parcel.getCode(), String.class);
            sent = sent + 1;
        }
        return sent;
    }
}
"""
COPIER = """package com.acme.copier;

@Service
public class Copier {
    public int sendAgain(List<Coupon> coupons, String address) {
        int sent = 0;
        for (Coupon coupon : coupons) {
            gateway.postForObject(URL, coupon.getCode(), String.class);
            sent = sent + 1;
        }
        return sent;
    }
}
"""
MAILER_TEST = """package com.acme.mail;

class MailerTest {
    private RestTemplate gateway;
    private Mailer mailer = new Mailer(gateway);

    @Test
    void sendAllSkipsAddresses() {
        assertEquals(0, mailer.sendAll(List.of(new Coupon("A1")), "nobody"));
    }
}
"""
RATES = '''"""Rates."""

import httpx


class Rates:
    """Exchange rates of a bank."""

    # kept between runs
    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    @property
    def names(self) -> list[str]:
        """Names of the currencies."""
        found = self.client.get("/names")
        # every bank names its own currency twice
        names = sorted(set(found.json()))
        names.remove("X")

        return names

    async def rate(
        self, name: str
    ) -> float:
        """Return the rate of a currency.

        Args:
            name: of the currency
        """
        if name in self.names:
            return 1.0
        raise KeyError(name)
'''
CART = """import axios from "axios";

export class Cart {
  constructor(private readonly lines: Line[]) {}

  /** Orders all lines at once. */
  async order(url: string): Promise<number> {
    const wanted = this.lines.filter((line) => line.quantity > 0);
    // ask the shop what it can send
    const answer = await axios.post(url, wanted);
    return answer.data.total;
  }

  empty(): boolean {
    return this.lines.every((line) => line.quantity === 0);
  }
}
"""
QUEUE = """package com.acme.mail

import org.springframework.web.client.RestTemplate

@Service
class Queue(private val gateway: RestTemplate) {

    /** Sends what waits, the oldest first. */
    fun drain(waiting: List<Mail>): Int {
        val ready = waiting.filter { it.address.isNotBlank() }
        // send each mail that is ready
        for (mail in ready) {
            gateway.postForObject("/mails", mail, String::class.java)
        }

        return ready.size
    }

    /** Tells whether the queue takes a mail. */
    fun takes(mail: Mail): Boolean {
        return mail.address.isNotBlank() && mail.text.length < 1000
    }
}
"""
POST = """package post

import (
	"strings"

	"github.com/gin-gonic/gin"
)

// Post sends letters.
type Post struct {
	sent int
}

// Handle answers how many letters were sent to an address.
func (p *Post) Handle(c *gin.Context) {
	address := strings.TrimSpace(c.Query("address"))
	// refuse an address that is empty
	if address == "" {
		c.JSON(400, gin.H{"code": "ADDRESS"})
		return
	}

	p.sent++
	c.JSON(200, gin.H{"sent": p.sent})
}
"""
ORDERS = """---
domain: Orders
---

# Orders

Topic: cancel

### User story: Cancel an order
As a customer
I want to cancel an order
So that I pay for nothing

AC 1: Not sent
Given the order is packed
When I cancel it
Then I get my money back

AC 2: Sent
Given the order is on its way
When I cancel it
Then I am told to return it

Topic: list

### User story: See my orders
As a customer
I want a list of orders
So that I find an old one

AC 1: Newest first
Given I have 3 orders
When I open the list
Then the newest one stands above
"""
MORE = {
    "src/main/java/com/acme/mail/Mailer.java": MAILER,
    "src/main/java/com/acme/courier/Courier.java": COURIER,
    "src/main/java/com/acme/copier/Copier.java": COPIER,
    "src/test/java/com/acme/mail/MailerTest.java": MAILER_TEST,
    "src/main/kotlin/com/acme/mail/Queue.kt": QUEUE,
    "post/post.go": POST,
    "bank/rates.py": RATES,
    "src/cart.ts": CART,
    "stories/orders.md": ORDERS,
}
DEPOT: Assets = assets(FILES | MORE | FAULTY)
WORLD = World(DEPOT, STANDARDS)


def piece(name: str, recipe: str, of: str, most: int = 2000) -> Piece | Refusal:
    """Return a piece of the unit that an instruction of the recipe would call `of`."""
    return PIECES[name](unit(recipe, of, DEPOT), WORLD, most)


def shown(name: str, recipe: str, of: str, most: int = 2000) -> str:
    """Return its text."""
    found = piece(name, recipe, of, most)
    assert isinstance(found, Piece), found
    return found.text


def refused(name: str, recipe: str, of: str, most: int = 2000) -> str:
    """Return the rule by which it is refused."""
    found = piece(name, recipe, of, most)
    assert isinstance(found, Refusal), found
    return found.rule
