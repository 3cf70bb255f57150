/** Cases of units, money, labels, times, dates and ratios. */
export const QUANTITIES = String.raw`
# units
+ 5 cm ¦ 5 \text{ cm} ¦ same-text
+ 5\text{cm} ¦ 5 cm ¦ same-text
+ 5 \mathrm{~cm} ¦ 5 cm ¦ same-text
+ 5 cm ¦ 5 ¦ same-number
+ 5 ¦ 5 \text{ cm} ¦ same-number
+ 5 centimeters ¦ 5 cm ¦ same-quantity
+ 100 cm ¦ 1 \text{ m} ¦ same-quantity
+ 5 cm ¦ 0.05 m ¦ same-quantity
+ 1 km ¦ 1000 meters ¦ same-quantity
+ 1 hour ¦ 60 minutes ¦ same-quantity
+ 90 min ¦ 1.5 hours ¦ same-quantity
+ 2 feet ¦ 24 inches ¦ same-quantity
+ 1 yd ¦ 3 ft ¦ same-quantity
+ 1 gallon ¦ 4 quarts ¦ same-quantity
+ 36 km/h ¦ 10 \text{ m/s} ¦ same-quantity
+ 10 m/s ¦ 10 \mathrm{~m} / \mathrm{s} ¦ same-text
+ 10 \text{ m}/\text{s} ¦ 10 meters per second ¦ same-quantity
+ 9.8 \mathrm{m/s^2} ¦ 9.8 \mathrm{~m} \mathrm{s}^{-2} ¦ same-quantity
+ 12 cm^2 ¦ 12 square centimeters ¦ same-quantity
+ 12 \text{ cm}^2 ¦ 12 ¦ same-number
+ 12 m2 ¦ 12 \mathrm{~m}^{2} ¦ same-quantity
+ 1 m^3 ¦ 1000 liters ¦ same-quantity
+ 1 \text{ m}^3 ¦ 1000 liters ¦ same-quantity
+ 1000 mL ¦ 1 \text{ L} ¦ same-quantity
+ 140\text{ square units} ¦ 140 ¦ same-number
+ 7\sqrt{5} \text { square inches} ¦ 7\sqrt5 ¦ same-number
+ 5 kg ¦ 5000 \text{ g} ¦ same-quantity
+ 5厘米 ¦ 5 cm ¦ same-quantity
+ 3元 ¦ 3 ¦ same-number
+ 6 dozen ¦ 72 ¦ same-number
+ 3 million ¦ 3,000,000 ¦ same-number
+ 3.5 billion ¦ 3500000000 ¦ same-number
- 5 cm ¦ 5 kg ¦ different-unit
- 5 cm ¦ 5 cm^2 ¦ different-unit
- 5 hours ¦ 5 km ¦ different-unit
- 5 cm ¦ 6 cm ¦ different-number
- 5 cm ¦ 5 km ¦ different-number
- 5 minutes ¦ 5 hours ¦ different-number
- 10 m/s ¦ 10 km/h ¦ different-number
- 5 cm ¦ 7 ¦ different-number
- 12 \mathrm{~N} ¦ 13 \mathrm{~N} ¦ different-number
- 36^\circ ¦ 36 \text{ cm} ¦ different-unit
+ 36°C ¦ 36^\circ C ¦ same-quantity
- 36°C ¦ 36°F ¦ different-unit
+ 98.6°F ¦ 37°C ¦ same-quantity
+ 37°C ¦ 98.6°F ¦ same-quantity
+ 300 kelvin ¦ 26.85°C ¦ same-quantity
? 5°C ¦ 9°F ¦ unit-unclear
- 50°F ¦ 20°C ¦ different-unit
? 36°C ¦ 36° ¦ unit-unclear
? 5 \text{ m} ¦ 5 \text{ minutes} ¦ unit-unclear
? 500 cm ¦ 5 ¦ may-be-converted
? 2 hours ¦ 120 ¦ may-be-converted
? 60 ¦ 1 \text{ minute} ¦ may-be-converted
? 3 ¦ 1 yd ¦ may-be-converted
? 5 m ¦ 5 ¦ two-readings

# compound units
+ 5 ft 6 in ¦ 66 inches ¦ same-quantity
+ 27 minutes and 13 seconds ¦ 1633 seconds ¦ same-quantity
+ 1 hour 30 minutes ¦ 90 minutes ¦ same-quantity
+ 1 hour and 30 minutes ¦ 1.5 h ¦ same-quantity
+ 1 hour and 30 minutes ¦ 1.5 hours ¦ same-quantity
? 5 ft 6 kg ¦ 66 inches ¦ not-parsed
? 5 ft 6 ¦ 66 inches ¦ not-parsed
- 5 ft 6 in ¦ 65 inches ¦ different-number
- 1 hour 30 minutes ¦ 130 minutes ¦ different-number

# labels
+ 12 apples ¦ 12 ¦ same-number
+ 12 (apples) ¦ 12 ¦ same-number
+ 12 (apples) ¦ 12 apples ¦ same-number
+ 12 ¦ 12 (seed boxes) ¦ same-number
+ 1 apple ¦ 1 apples ¦ same-number
+ 6 red apples ¦ 6 apples ¦ same-number
+ 12 pieces of cake ¦ 12 ¦ same-number
+ 12 (pairs) ¦ 12 ¦ same-number
+ 12 (do-it-yourself kits) ¦ 12 ¦ same-number
+ 12 (cups of tea) ¦ 12 cups of tea ¦ same-number
? 12 (wrong) ¦ 12 ¦ not-parsed
+ 4th ¦ 4 ¦ same-number
- 12 apples ¦ 13 apples ¦ different-number
- 12 apples ¦ 13 ¦ different-number
? 12 km north ¦ 12 km south ¦ unit-unclear
+ 12 km north ¦ 12 km ¦ same-quantity
? 5 below zero ¦ 5 ¦ not-parsed
? 12 apples ¦ 12 oranges ¦ unit-unclear
? 12 apples ¦ 13 oranges ¦ unit-unclear
? 12 more than half ¦ 12 ¦ not-parsed
? 12 or more ¦ 12 ¦ not-parsed
? 12 less than 20 ¦ 12 ¦ not-parsed
? 12 squared ¦ 12 ¦ not-parsed
? 12 point five ¦ 12 ¦ not-parsed
? 12 wrong ¦ 12 ¦ not-parsed
? 12 pineapples ¦ 12 apples ¦ unit-unclear
? 12 pairs ¦ 12 ¦ not-parsed
? 12 thirds ¦ 12 ¦ not-parsed
? not 12 ¦ 12 ¦ not-parsed

# money
+ \$6 ¦ 6 ¦ same-number
+ $6 ¦ 6 ¦ same-number
+ $6 ¦ \$6 ¦ same-quantity
+ $6.00 ¦ 6 dollars ¦ same-quantity
+ $5$ and $6$ ¦ 5, 6 ¦ same-set
+ $1,200 ¦ 1200 ¦ same-number
? $6 ¦ €6 ¦ unit-unclear
- 6 cents ¦ $6 ¦ different-number
+ $5 or $6 ¦ 5 or 6 ¦ same-set
? $6 ¦ 6 kg ¦ unit-unclear
+ \$6.00 ¦ \$6 ¦ same-quantity
+ \$6 ¦ 6 dollars ¦ same-quantity
+ \$0.50 ¦ 50 cents ¦ same-quantity
+ ＄6 ¦ \$6 ¦ same-text
+ €5 ¦ 5 euros ¦ same-quantity
+ £5 ¦ £5.00 ¦ same-quantity
+ Rs. 750 ¦ 750 rupees ¦ same-quantity
+ Rs 750 ¦ Rs. 750 ¦ same-quantity
- \$6 ¦ \$7 ¦ different-number
- \$6 ¦ €6 ¦ different-unit
- \$6 ¦ 6 cents ¦ different-number
- \$12.50 ¦ \$125 ¦ different-number
? £5 ¦ 5 pounds ¦ unit-unclear
? \$2{,}50 ¦ \$2.50 ¦ not-parsed

# times of day
+ 5:40 p.m. ¦ 17:40 ¦ same-time
+ 5:40 PM ¦ 5:40 p.m. ¦ same-time
+ 5:40 \text{ p.m.} ¦ 5:40pm ¦ same-time
+ 7 pm ¦ 7:00 p.m. ¦ same-time
+ 12:15 am ¦ 0:15 ¦ same-time
+ 9:24 ¦ 9:24 ¦ same-text
+ 10点20分 ¦ 10:20 ¦ same-time
- 5:40 p.m. ¦ 5:40 a.m. ¦ different-time
- 5:40 p.m. ¦ 5:41 p.m. ¦ different-time
- 9:24 ¦ 9:25 ¦ different-ratio
- 1:47 am ¦ 2:47 am ¦ different-time
? 13 pm ¦ 1 pm ¦ different-kind
? 5:40 ¦ 5:40 p.m. ¦ unit-unclear
? 10:20 ¦ 20:40 ¦ two-readings

# dates
+ February 17, 2010 ¦ 17 February 2010 ¦ same-date
+ Feb 17th, 2010 ¦ 2010-02-17 ¦ same-date
+ 02/17/2010 ¦ February 17, 2010 ¦ same-date
+ 17/02/2010 ¦ 02/17/2010 ¦ same-date
+ 5月1日 ¦ May 1 ¦ same-date
+ October 30 ¦ 30 October ¦ same-date
- 02/17/2010 ¦ 02/18/2010 ¦ different-date
- May 5 ¦ May 6 ¦ different-date
- May 2005 ¦ June 2005 ¦ different-date
? May 5 ¦ May 5, 2010 ¦ equal-in-part
? 02/03/2010 ¦ March 2, 2010 ¦ two-readings

# ratios
+ 3:4 ¦ 6:8 ¦ same-ratio
+ 3 : 4 ¦ 3:4 ¦ same-text
+ 1:2 ¦ \frac12 ¦ same-ratio
+ 1∶2 ¦ 1:2 ¦ same-text
+ 2:3:4 ¦ 4:6:8 ¦ same-ratio
+ \sqrt2:1 ¦ 2:\sqrt2 ¦ same-ratio
- 3:4 ¦ 4:3 ¦ different-ratio
- 2:3:4 ¦ 2:3:5 ¦ different-ratio
- 2:3 ¦ 2:3:5 ¦ different-ratio
? 3:4 ¦ 7 ¦ different-kind
`;
