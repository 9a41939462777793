// What crawlers may read: everything but machine paths and the endless space of filters.
import type { MetadataRoute } from "next";

export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", disallow: ["/live", "/export/", "/preferences", "/*?"] } };
}
